import type { ArrowShape, GeoShape, InkShape, LineShape, Shape } from "../shape.ts";
import type { Paint } from "../style.ts";
import { bendOf } from "./bend.ts";
import { headOf } from "./head.ts";
import { ownPoints } from "./line_points.ts";
import { outlineOf } from "./outline.ts";
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

/** The line that is seen, from the shape's own top left corner. */
export interface Contour {
  readonly path: Path;
  /** It encloses an area that belongs to the shape, filled or not. */
  readonly isClosed: boolean;
}

export type FigureShape = Exclude<Shape, InkShape>;

/** How much of the paint a semi-transparent look takes. */
const SEMI = 0.25;
const NOTE_TINT = 0.45;
/** The lower edge of a note is a little darker, as paper that lies on paper: board units. */
const NOTE_FOOT = 3;
const NOTE_FOOT_TINT = 0.65;
const FRAME_LINE = 1;

/** What a pointer can hit, and arrows stop at. @param shape an arrow must have been tied */
export function contourOf(shape: FigureShape): Contour {
  switch (shape.kind) {
    case "geo":
      return { path: outlineOf(shape.form, shape.w, shape.h, shape), isClosed: true };
    case "line":
      return { path: traced(ownPoints(shape), { smooth: shape.smooth }), isClosed: false };
    case "arrow":
      return { path: lineOf(shape), isClosed: false };
    case "note":
    case "text":
      return { path: outlineOf("rectangle", shape.w, shape.h), isClosed: true };
    case "frame":
      return { path: outlineOf("rectangle", shape.w, shape.h), isClosed: false };
  }
}

/**
 * What a shape other than ink looks like, bottom first, the same for a canvas and for SVG. Text comes on top of it.
 *
 * @param shape an arrow must have been tied
 */
export function figureOf(shape: FigureShape): readonly Part[] {
  const { d } = contourOf(shape).path;
  switch (shape.kind) {
    case "geo":
      return [...filling(shape, d), { d: lookOf(shape, d), stroke: strokeOf(shape) }];
    case "line":
      return [{ d: lookOf(shape, d), stroke: strokeOf(shape) }];
    case "arrow":
      return [{ d: lookOf(shape, d), stroke: strokeOf(shape) }, ...heads(shape)];
    case "note":
      return [{ d, fill: { paint: shape.color, tint: NOTE_TINT } }, {
        d: new Path().move(0, shape.h - NOTE_FOOT).line(shape.w, shape.h - NOTE_FOOT).line(shape.w, shape.h)
          .line(0, shape.h).close().d,
        fill: { paint: shape.color, tint: NOTE_FOOT_TINT },
      }];
    case "frame":
      return [{ d, stroke: { paint: "grey", width: FRAME_LINE, dash: [] } }];
    case "text":
      return [];
  }
}

function filling({ id, fill = "none", color, fillColor = color, sketch, width }: GeoShape, d: string): Part[] {
  if (fill === "none") return [];
  if (fill !== "hatch") return [{ d, fill: { paint: fillColor, tint: fill === "semi" ? SEMI : 1 } }];
  const lines = hatched(d, { id, gap: 4 + 2 * width, sketch });
  return [{ d: lines, stroke: { paint: fillColor, width: width / 2, dash: [] } }];
}

function lineOf(shape: ArrowShape): Path {
  const own = ownTrace(shape);
  if (bendOf(shape) === 0) return traced(own, {});
  return new Path().move(own[0], own[1]).bend(own[2], own[3], own[4], own[5]);
}

function ownTrace({ trace = [], x, y, start, end }: ArrowShape): readonly number[] {
  const line = trace.length < 4 ? [start.x, start.y, end.x, end.y] : trace;
  return line.map((value, i) => value - (i % 2 === 0 ? x : y));
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

function lookOf({ id, sketch, width }: { id: string; sketch?: boolean; width: number }, d: string): string {
  return sketch ? sketched(d, { id, width }) : d;
}

function strokeOf({ color, width, dash = "solid" }: GeoShape | LineShape | ArrowShape): NonNullable<Part["stroke"]> {
  const lengths = { solid: [], dashed: [3 * width + 4, 2 * width + 4], dotted: [0, 2 * width + 1] };
  return { paint: color, width, dash: lengths[dash] };
}

/**
 * A smooth line is a Catmull-Rom spline (uniform, as Bézier curves: a third of half the way between neighbours); one that
 * comes back to where it began is smooth there too.
 */
function traced(points: readonly number[], { smooth = false }: { smooth?: boolean }): Path {
  const path = new Path().move(points[0], points[1]);
  const n = points.length / 2;
  const isClosed = n > 3 && points[0] === points[2 * n - 2] && points[1] === points[2 * n - 1];
  const at = (i: number) => {
    const k = 2 * (isClosed ? (i + n - 1) % (n - 1) : Math.min(n - 1, Math.max(0, i)));
    return [points[k], points[k + 1]] as const;
  };
  for (let i = 1; i < n; i++) {
    const [x, y] = at(i);
    if (!smooth) path.line(x, y);
    else {
      const [ax, ay] = at(i - 2), [bx, by] = at(i - 1), [dx, dy] = at(i + 1);
      path.curve(bx + (x - ax) / 6, by + (y - ay) / 6, x - (dx - bx) / 6, y - (dy - by) / 6, x, y);
    }
  }
  return path;
}
