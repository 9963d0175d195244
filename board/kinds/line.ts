import { drawnLine } from "../figure/drawn_line.ts";
import { filling } from "../figure/filling.ts";
import { ownPoints } from "../figure/line/line_points.ts";
import { traced } from "../figure/line/traced.ts";
import { SKETCH_STRAY } from "../figure/sketch.ts";
import { LINE_POINTS_MAX } from "../limits.ts";
import type { LineShape } from "../shape.ts";
import { coordinate, DRAWN, DRAWN_OPTIONAL, FILLED, flag, FLIPPED, PLACE_SCHEMA } from "./checks.ts";
import { described } from "./described.ts";
import { defineKind } from "./kind.ts";

const points = described(isLine, {
  type: "array",
  items: PLACE_SCHEMA,
  minItems: 4,
  maxItems: 2 * LINE_POINTS_MAX,
  description: "x, y, x, y …: an even number",
});

export const LINE = defineKind<LineShape>({
  kind: "line",
  needed: { ...DRAWN, points },
  optional: { ...DRAWN_OPTIONAL, ...FILLED, ...FLIPPED, smooth: flag },
  body: "line",
  isSized: true,
  hasPoints: true,
  margin: ({ width }) => width + SKETCH_STRAY,
  name: () => "Line",
  path: (shape) => traced(ownPoints(shape), { smooth: shape.smooth }),
  figure: (shape, path) => [...filling(shape, path), drawnLine(shape, path)],
  isFilled: ({ fill = "none" }) => fill !== "none",
});

function isLine(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 4 && value.length % 2 === 0 && value.length <= 2 * LINE_POINTS_MAX &&
    value.every(coordinate);
}
