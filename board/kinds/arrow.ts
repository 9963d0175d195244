import { drawnLine } from "../figure/drawn_line.ts";
import { placeAlong } from "../figure/line/along.ts";
import { headOf, HEADS } from "../figure/line/arrow_head.ts";
import { bendOf } from "../figure/line/bend.ts";
import { traced } from "../figure/line/traced.ts";
import { usualCorner } from "../figure/outline.ts";
import type { Part } from "../figure/part.ts";
import { Path } from "../figure/path.ts";
import { SKETCH_STRAY } from "../figure/sketch.ts";
import { layOutLabel } from "../figure/text/label_layout.ts";
import { DEFAULT_TEXT, faceOf, groundOf, type Lettering } from "../figure/text/text_block.ts";
import { isShapeId } from "../id.ts";
import { COORDINATE_MAX, LINE_POINTS_MAX } from "../limits.ts";
import type { ArrowShape } from "../shape.ts";
import { ROUTES } from "../style.ts";
import {
  coordinate,
  DRAWN,
  DRAWN_OPTIONAL,
  extent,
  flag,
  fraction,
  ID_SCHEMA,
  LABELLED,
  oneOf,
  PLACE_SCHEMA,
  within,
} from "./checks.ts";
import { described } from "./described.ts";
import { defineKind } from "./kind.ts";

/** Padding of the background of a label, board units. */
const GROUND = 4;

const PART_SCHEMA = { type: "number", minimum: 0, maximum: 1 };

const end = described(isEnd, {
  type: "object",
  properties: { x: PLACE_SCHEMA, y: PLACE_SCHEMA },
  required: ["x", "y"],
  if: { required: ["to"] },
  then: {
    properties: { to: ID_SCHEMA, u: PLACE_SCHEMA, v: PLACE_SCHEMA, gap: PLACE_SCHEMA, exact: { type: "boolean" } },
    required: ["u", "v"],
    if: { properties: { exact: { const: true } }, required: ["exact"] },
    else: { properties: { u: PART_SCHEMA, v: PART_SCHEMA } },
  },
});

const via = described(isVia, {
  type: "array",
  items: PLACE_SCHEMA,
  minItems: 2,
  maxItems: 2 * LINE_POINTS_MAX,
  description: "along, left, along, left …: an even number",
});

/** Arrows. All functions need an arrow that has been tied. */
export const ARROW = defineKind<ArrowShape>({
  kind: "arrow",
  needed: { ...DRAWN, start: end, end, route: oneOf(ROUTES) },
  optional: {
    ...DRAWN_OPTIONAL,
    ...LABELLED,
    startLeft: end,
    endLeft: end,
    bend: within(-2, 2),
    via,
    startHead: oneOf(HEADS),
    endHead: oneOf(HEADS),
    headSize: DRAWN.width,
    labelAt: fraction,
    labelWidth: within(1, COORDINATE_MAX),
    rounded: flag,
    corner: extent,
  },
  body: "line",
  hasPoints: true,
  isConnector: true,
  isWritten: true,
  // The longest heads reach twice their size behind the tip, beyond the start of a short line. Those without a size of
  // their own depend on the width.
  margin: ({ width, headSize = 3 }) => 8 * width + 2 * headSize + 2 * SKETCH_STRAY,
  name: () => "Arrow",
  path: pathOf,
  figure: (
    shape,
    path,
    lettering,
  ) => [drawnLine(shape, path), ...labelGround(shape, lettering()), ...heads(shape, path)],
  lettering(shape) {
    const { labelWidth } = shape;
    const style = { ...faceOf(shape), align: shape.align ?? DEFAULT_TEXT.align };
    const layout = layOutLabel(shape.text ?? "", { ...style, ...(labelWidth && { width: labelWidth }) });
    const { x, y } = placeAlong(pathOf(shape).corners, shape.labelAt ?? 0.5);
    return { layout, paint: shape.textColor ?? shape.color, x: x - layout.w / 2, y: y - layout.h / 2, ground: GROUND };
  },
});

function isEnd(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, to, u, v, gap = 0, exact = false } = value as Record<string, unknown>;
  if (!coordinate(x) || !coordinate(y)) return false;
  if (to === undefined) return true;
  // An exact tip may be outside its shape: at the other end of the board, when the shape is a thin line.
  const isPart = exact ? coordinate : fraction;
  return isShapeId(to) && isPart(u) && isPart(v) && coordinate(gap) && flag(exact);
}

function isVia(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 2 && value.length % 2 === 0 && value.length <= 2 * LINE_POINTS_MAX &&
    value.every(coordinate);
}

function pathOf(shape: ArrowShape): Path {
  const own = ownTrace(shape);
  if (bendOf(shape) === 0) {
    const { via, route, rounded, corner = usualCorner(Infinity, Infinity) } = shape;
    return traced(own, { smooth: via !== undefined && route === "curve", corner: rounded ? corner : 0 });
  }
  return new Path().move(own[0], own[1]).bend(own[2], own[3], own[4], own[5]);
}

/** Corners of an arrow's trace, or of its straight line without one, relative to its top left corner: x, y of each. */
function ownTrace({ trace = [], x, y, start, end }: ArrowShape): readonly number[] {
  const line = trace.length < 4 ? [start.x, start.y, end.x, end.y] : trace;
  return line.map((value, i) => value - (i % 2 === 0 ? x : y));
}

/**
 * The background that keeps a label readable on its line. Heads are painted over it, so a short arrow keeps its heads.
 */
function* labelGround({ color }: ArrowShape, lettering: Lettering | undefined): Generator<Part> {
  const ground = groundOf(lettering);
  if (ground === undefined) return;
  const { x, y, w, h } = ground;
  const path = new Path().move(x, y).line(x + w, y).line(x + w, y + h).line(x, y + h).close();
  yield { path, fill: { paint: color, tint: 0 } };
}

function* heads(shape: ArrowShape, { corners: line }: Path): Generator<Part> {
  const { startHead = "none", endHead = "arrow", color, width, headSize: size } = shape;
  const n = line.length;
  for (const [head, tip, before] of [[startHead, 0, 2], [endHead, n - 2, n - 4]] as const) {
    const x = line[tip], y = line[tip + 1];
    const angle = Math.atan2(y - line[before + 1], x - line[before]);
    const figure = headOf(head, { x, y, angle, width, size });
    if (figure === undefined) continue;
    const { path, tint } = figure;
    yield {
      path,
      ...(tint !== undefined && { fill: { paint: color, tint } }),
      stroke: { paint: color, width, dash: [] },
    };
  }
}
