import { placeOfAnchor } from "../../board/figure/line/anchor.ts";
import type { ShapeId } from "../../board/id.ts";
import { isTarget } from "../../board/kinds/kinds.ts";
import type { ArrowEnd, Kind, Shape } from "../../board/shape.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a program may leave out of a new shape, by kind. They are what the tools of the page begin with. */
export const DEFAULTS: Readonly<Record<Kind, Fields>> = {
  ink: { nib: "pen", color: "black", width: 4 },
  geo: { form: "rectangle", color: "black", width: 4, w: 120, h: 120 },
  line: { color: "black", width: 4 },
  arrow: { route: "straight", color: "black", width: 4 },
  text: { color: "black", w: 0, h: 0 },
  note: { color: "yellow", w: 200, h: 200 },
  frame: { name: "Frame", w: 480, h: 320 },
  // Asset, type and pixels say which picture it is, and nothing can stand for them.
  image: {},
};

/** Fills in what was left out. Nothing here makes an invalid value valid. */
export function withDefaults(fields: Fields, lookUp: (id: unknown) => Shape | undefined): Record<string, unknown> {
  const kind = fields.kind as Kind;
  const filled: Record<string, unknown> = { ...Object(DEFAULTS[kind]), ...fields };
  if (kind === "arrow") {
    filled.start = withPlace(filled.start, lookUp);
    filled.end = withPlace(filled.end, lookUp);
    Object.assign(filled, { ...boxOf([filled.start, filled.end].flatMap(placeOf)), ...picked(fields) });
  }
  if (kind === "line" && isNumbers(fields.points)) {
    const { x, y, w, h } = boxOf(fields.points);
    // Points are relative to the shape, whose corner is that of their box.
    if (fields.x === undefined && fields.y === undefined) {
      filled.points = fields.points.map((value, i) => value - (i % 2 === 0 ? x : y));
      Object.assign(filled, { x, y });
    }
    Object.assign(filled, { w, h, ...picked(fields) });
  }
  return filled;
}

/** An end that names a shape only is tied to its middle. */
export function withPlace(end: unknown, lookUp: (id: unknown) => Shape | undefined): unknown {
  const { to, u = 0.5, v = 0.5, ...rest } = Object(end) as Partial<ArrowEnd>;
  const shape = to === undefined ? undefined : lookUp(to);
  if (!isTarget(shape) || typeof u !== "number" || typeof v !== "number") return end;
  return { ...placeOfAnchor(shape, { u, v }), ...rest, to: to as ShapeId, u, v };
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === "number");
}

function picked({ x, y, w, h }: Fields): Fields {
  return Object.fromEntries(Object.entries({ x, y, w, h }).filter(([, value]) => value !== undefined));
}

function placeOf(end: unknown): unknown[] {
  const { x, y } = Object(end) as Partial<ArrowEnd>;
  return [x, y];
}

/** The box around places: x, y of each. NaN, which no check accepts, when one is not a number. */
function boxOf(places: readonly unknown[]): { x: number; y: number; w: number; h: number } {
  const [xs, ys] = [0, 1].map((odd) => places.filter((_, i) => i % 2 === odd).map(Number));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}
