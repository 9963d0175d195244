import type { ArrowShape, GeoShape, LineShape } from "../shape.ts";
import type { Dash, Paint } from "../style.ts";
import { DASHES_MAX } from "../limits.ts";
import { lengthOf } from "./line/along.ts";
import { contourOf, type FigureShape, ownTrace } from "./contour.ts";
import { headOf } from "./line/arrow_head.ts";
import { groundOf } from "./text/shape_text.ts";
import { Path } from "./path.ts";
import { hatched, sketched } from "./sketch.ts";

/** One path of a figure and its paint: the fill is painted first, then the stroke. */
export interface Part {
  /** SVG path data, board units relative to the shape's own top left corner. */
  readonly d: string;
  /** `tint` is the fraction of the paint that is mixed with the paper colour, 0…1. */
  readonly fill?: { readonly paint: Paint; readonly tint: number };
  /** `dash` holds the lengths of dashes and gaps, board units; empty for a solid line. */
  readonly stroke?: { readonly paint: Paint; readonly width: number; readonly dash: readonly number[] };
}

/** Fraction of the paint in a semi fill. */
const SEMI = 0.25;
const NOTE_TINT = 0.45;
/** Height of the darker lower edge that looks like the shadow of a note, board units. */
const NOTE_FOOT = 3;
const NOTE_FOOT_TINT = 0.65;
const FRAME_LINE = 1;

/**
 * The paths of a shape other than ink, bottom first, shared by canvas and SVG. Text is painted on top of them.
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

/**
 * The background that keeps a label readable on its line. Heads are painted over it, so a short arrow keeps its heads.
 */
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

/** Distance between the lines of a hatched fill, board units. */
export function hatchGapOf({ width }: Pick<GeoShape, "width">): number {
  return 4 + 2 * width;
}

/** Lengths of dashes and gaps, board units. They grow on a line that would need more than DASHES_MAX dashes. */
export function dashOf(dash: Dash, width: number, corners: readonly number[]): number[] {
  if (dash === "solid") return [];
  const [line, gap] = dash === "dashed" ? [3 * width + 4, 2 * width + 4] : [0, 2 * width + 1];
  const factor = Math.max(1, lengthOf(corners) / ((line + gap) * DASHES_MAX));
  return [line * factor, gap * factor];
}
