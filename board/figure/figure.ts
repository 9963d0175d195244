import type { ArrowShape, FrameShape, GeoShape, InkShape, LineShape, NoteShape, Shape } from "../shape.ts";
import type { Paint } from "../style.ts";
import { headOf } from "./head.ts";
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

/** What a shape other than ink looks like, the same for a canvas and for SVG. Text comes on top of it. */
export interface Figure {
  readonly parts: readonly Part[];
  /** The line that is seen, as x, y of its corners, from the shape's own top left corner: what a pointer can hit. */
  readonly corners: readonly number[];
  /** The corners enclose an area. */
  readonly isClosed: boolean;
}

export type FigureShape = Exclude<Shape, InkShape>;

/** How much of the paint a semi-transparent look takes. */
const SEMI = 0.25;
const NOTE_TINT = 0.45;
const FRAME_LINE = 1;

const NOTHING: Figure = { parts: [], corners: [], isClosed: false };

/** @param shape an arrow must have been tied */
export function figureOf(shape: FigureShape): Figure {
  switch (shape.kind) {
    case "geo":
      return geo(shape);
    case "line":
      return line(shape);
    case "arrow":
      return arrow(shape);
    case "note":
      return note(shape);
    case "frame":
      return frame(shape);
    case "text": {
      const { corners } = outlineOf("rectangle", shape.w, shape.h);
      return { ...NOTHING, corners, isClosed: true };
    }
  }
}

function geo(shape: GeoShape): Figure {
  const { form, w, h, rounded, fill = "none", color, fillColor = color, sketch } = shape;
  const { d, corners } = outlineOf(form, w, h, rounded);
  const parts: Part[] = [];
  if (fill === "hatch") {
    const gap = 4 + 2 * shape.width;
    parts.push({
      d: hatched(d, { id: shape.id, gap, sketch }),
      stroke: { ...strokeOf(shape), paint: fillColor, dash: [] },
    });
  } else if (fill !== "none") parts.push({ d, fill: { paint: fillColor, tint: fill === "semi" ? SEMI : 1 } });
  parts.push({ d: lookOf(shape, d), stroke: strokeOf(shape) });
  return { parts, corners, isClosed: true };
}

function line(shape: LineShape): Figure {
  const path = traced(stretched(shape), { smooth: shape.smooth });
  return { parts: [{ d: lookOf(shape, path.d), stroke: strokeOf(shape) }], corners: path.corners, isClosed: false };
}

function arrow(shape: ArrowShape): Figure {
  const { trace = [], x, y, color, width } = shape;
  if (trace.length < 4) return NOTHING;
  const own = trace.map((value, i) => value - (i % 2 === 0 ? x : y));
  const isCurve = shape.route === "curve" && own.length === 6 && (shape.bend ?? 0) !== 0;
  const path = isCurve
    ? new Path().move(own[0], own[1]).bend(own[2], own[3], own[4], own[5])
    : traced(own, { smooth: false });
  const stroke = strokeOf(shape);
  const parts: Part[] = [{ d: lookOf(shape, path.d), stroke }];
  const n = own.length;
  const tips = [
    { head: shape.startHead ?? "none", x: own[0], y: own[1], angle: Math.atan2(own[1] - own[3], own[0] - own[2]) },
    {
      head: shape.endHead ?? "arrow",
      x: own[n - 2],
      y: own[n - 1],
      angle: Math.atan2(own[n - 1] - own[n - 3], own[n - 2] - own[n - 4]),
    },
  ];
  for (const { head, ...tip } of tips) {
    const figure = headOf(head, { ...tip, width });
    if (figure === undefined) continue;
    const { d } = figure.path;
    parts.push({ d, ...(figure.isFilled && { fill: { paint: color, tint: 1 } }), stroke: { ...stroke, dash: [] } });
  }
  return { parts, corners: path.corners, isClosed: false };
}

function note({ w, h, color }: NoteShape): Figure {
  const { d, corners } = outlineOf("rectangle", w, h);
  return { parts: [{ d, fill: { paint: color, tint: NOTE_TINT } }], corners, isClosed: true };
}

function frame({ w, h }: FrameShape): Figure {
  const { d, corners } = outlineOf("rectangle", w, h);
  const stroke = { paint: "grey", width: FRAME_LINE, dash: [] } as const;
  return { parts: [{ d, stroke }], corners, isClosed: false };
}

function lookOf({ id, sketch, width }: { id: string; sketch?: boolean; width: number }, d: string): string {
  return sketch ? sketched(d, { id, width }) : d;
}

function strokeOf({ color, width, dash = "solid" }: GeoShape | LineShape | ArrowShape): NonNullable<Part["stroke"]> {
  const lengths = { solid: [], dashed: [3 * width + 4, 2 * width + 4], dotted: [0, 2 * width + 1] };
  return { paint: color, width, dash: lengths[dash] };
}

/** The points of a line, stretched to its box. */
function stretched({ points, w, h }: LineShape): number[] {
  let maxX = 0, maxY = 0;
  for (let i = 0; i < points.length; i += 2) {
    maxX = Math.max(maxX, points[i]);
    maxY = Math.max(maxY, points[i + 1]);
  }
  const byX = maxX > 0 ? w / maxX : 1, byY = maxY > 0 ? h / maxY : 1;
  return points.map((value, i) => value * (i % 2 === 0 ? byX : byY));
}

/** A smooth line is a Catmull-Rom spline (uniform, as Bézier curves: a third of half the way between neighbours). */
function traced(points: readonly number[], { smooth = false }: { smooth?: boolean }): Path {
  const path = new Path().move(points[0], points[1]);
  const n = points.length / 2;
  const at = (i: number) => {
    const k = 2 * Math.min(n - 1, Math.max(0, i));
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
