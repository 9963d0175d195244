import type { ArrowShape, GeoShape, LineShape } from "../shape.ts";
import type { Dash, Paint } from "../style.ts";
import { DASHES_MAX } from "../limits.ts";
import { lengthOf } from "./along.ts";
import { contourOf, type FigureShape, ownTrace } from "./contour.ts";
import { headOf } from "./head.ts";
import { groundOf } from "./lettering.ts";
import { Path } from "./path.ts";
import { hatched, sketched } from "./sketch.ts";

/** One path of a figure and how it is painted: filled first, then stroked. */
export interface Part {
  /** SVG path data, in board units from the shape's own top left corner. */
  readonly d: string;
  /** `tint` is how much of the paint lies on the paper, 0…1. */
  readonly fill?: { readonly paint: Paint; readonly tint: number };
  /** `dash`: lengths of lines and gaps, board units; empty for a whole line. */
  readonly stroke?: { readonly paint: Paint; readonly width: number; readonly dash: readonly number[] };
}

/** How much of the paint a semi-transparent look takes. */
const SEMI = 0.25;
const NOTE_TINT = 0.45;
/** The lower edge of a note is a little darker, as paper that lies on paper: board units. */
const NOTE_FOOT = 3;
const NOTE_FOOT_TINT = 0.65;
const FRAME_LINE = 1;

/**
 * What a shape other than ink looks like, bottom first, the same for a canvas and for SVG. Text comes on top of it.
 *
 * @param shape an arrow must have been tied
 */
export function figureOf(shape: FigureShape): readonly Part[] {
  const { path } = contourOf(shape);
  switch (shape.kind) {
    case "geo":
      return [...filling(shape, path), lineOf(shape, path)];
    case "line":
      return [lineOf(shape, path)];
    case "arrow":
      return [lineOf(shape, path), ...labelGround(shape), ...heads(shape)];
    case "note":
      return [{ d: path.d, fill: { paint: shape.color, tint: NOTE_TINT } }, {
        d: new Path().move(0, shape.h - NOTE_FOOT).line(shape.w, shape.h - NOTE_FOOT).line(shape.w, shape.h)
          .line(0, shape.h).close().d,
        fill: { paint: shape.color, tint: NOTE_FOOT_TINT },
      }];
    case "frame":
      return [{ d: path.d, stroke: { paint: "grey", width: FRAME_LINE, dash: [] } }];
    case "text":
      return [];
  }
}

function filling(shape: GeoShape, path: Path): Part[] {
  const { id, fill = "none", color, fillColor = color, sketch, width } = shape;
  if (fill === "none") return [];
  if (fill !== "hatch") return [{ d: path.d, fill: { paint: fillColor, tint: fill === "semi" ? SEMI : 1 } }];
  const lines = hatched(path, { id, gap: hatchGapOf(shape), sketch });
  return [{ d: lines, stroke: { paint: fillColor, width: width / 2, dash: [] } }];
}

/** Paper under the label, which must be readable on its line. It covers no head: a short arrow is one all the same. */
function* labelGround(shape: ArrowShape): Generator<Part> {
  const ground = groundOf(shape);
  if (ground === undefined) return;
  const { x, y, w, h } = ground;
  const { d } = new Path().move(x, y).line(x + w, y).line(x + w, y + h).line(x, y + h).close();
  yield { d, fill: { paint: shape.color, tint: 0 } };
}

function* heads(shape: ArrowShape): Generator<Part> {
  const { startHead = "none", endHead = "arrow", color, width } = shape;
  const line = ownTrace(shape);
  const n = line.length;
  const tips = [[startHead, line[0], line[1], line[2], line[3]] as const];
  tips.push([endHead, line[n - 2], line[n - 1], line[n - 4], line[n - 3]]);
  for (const [head, x, y, fromX, fromY] of tips) {
    const figure = headOf(head, { x, y, angle: Math.atan2(y - fromY, x - fromX), width });
    if (figure === undefined) continue;
    const fill = figure.isFilled ? { fill: { paint: color, tint: 1 } } : {};
    yield { d: figure.path.d, ...fill, stroke: { paint: color, width, dash: [] } };
  }
}

function lineOf(shape: GeoShape | LineShape | ArrowShape, path: Path): Part {
  const { id, sketch, color, width, dash = "solid" } = shape;
  return {
    d: sketch ? sketched(path, { id, width }) : path.d,
    stroke: { paint: color, width, dash: dashOf(dash, width, path.corners) },
  };
}

/** Between the lines of a hatched fill, board units. */
export function hatchGapOf({ width }: Pick<GeoShape, "width">): number {
  return 4 + 2 * width;
}

/** Lengths of lines and gaps, board units. On a line too long for DASHES_MAX of them they are longer. */
export function dashOf(dash: Dash, width: number, corners: readonly number[]): number[] {
  if (dash === "solid") return [];
  const [line, gap] = dash === "dashed" ? [3 * width + 4, 2 * width + 4] : [0, 2 * width + 1];
  const factor = Math.max(1, lengthOf(corners) / ((line + gap) * DASHES_MAX));
  return [line * factor, gap * factor];
}
