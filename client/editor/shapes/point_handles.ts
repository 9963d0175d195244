import { isConnector, isPolyline } from "../../../board/kinds/kinds.ts";
import { bendOf } from "../../../board/figure/line/bend.ts";
import { placeOfLabel } from "../../../board/figure/line/arrow_label.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { middlesOf } from "../../../board/figure/line/line_middles.ts";
import { placesOf } from "../../../board/figure/line/line_points.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ArrowShape, LineShape, Shape } from "../../../board/shape.ts";
import type { PointHandle } from "../../tools/tool.ts";

/** Minimum distance between handles, CSS pixels. Closer handles could not be told apart. */
const APART_PX = 28;
/** Gap between a label and the handle below it, CSS pixels. */
const LABEL_GAP_PX = 12;

/**
 * The handles that reshape a single selected line or arrow, in paint order.
 *
 * @param zoom CSS pixels per board unit
 */
export function pointHandlesOf(selected: readonly Shape[], zoom: number): PointHandle[] {
  const [shape] = selected;
  if (selected.length !== 1 || shape.locked) return [];
  if (isPolyline(shape)) return lineHandles(shape, zoom);
  return isConnector(shape) ? arrowHandles(shape, zoom) : [];
}

function lineHandles(line: LineShape, zoom: number): PointHandle[] {
  const places = placesOf(line);
  const handles: PointHandle[] = [];
  middlesOf(line).forEach((middle, index) => {
    if (distance(middle, places[index]) * zoom >= APART_PX) handles.push({ ...middle, role: "between", index });
  });
  places.forEach(({ x, y }, index) => handles.push({ x, y, role: "point", index }));
  return handles;
}

/** End handles are at the visible ends, which may differ from the anchors inside a shape. */
function arrowHandles(arrow: ArrowShape, zoom: number): PointHandle[] {
  const { start, end, trace = [start.x, start.y, end.x, end.y] } = arrow;
  const n = trace.length;
  const from = { x: trace[0], y: trace[1] }, to = { x: trace[n - 2], y: trace[n - 1] };
  const handles: PointHandle[] = [];
  const middle = middleOf(arrow, from, to, trace);
  const label = arrow.text ? belowLabel(arrow, zoom) : undefined;
  if (label) handles.push({ ...label, role: "label", index: 0 });
  const isFree = [from, to, ...label ? [label] : []].every((place) => distance(middle, place) * zoom >= APART_PX);
  if (arrow.route !== "elbow" && isFree) handles.push({ ...middle, role: "bend", index: 0 });
  return [...handles, { ...from, role: "start", index: 0 }, { ...to, role: "end", index: 0 }];
}

/** The midpoint of the line or curve. */
function middleOf(arrow: ArrowShape, from: Point, to: Point, trace: readonly number[]): Point {
  const straight = between(from, to);
  return bendOf(arrow) === 0 ? straight : between(straight, { x: trace[2], y: trace[3] });
}

function belowLabel(arrow: ArrowShape, zoom: number): Point {
  const { x, y } = placeOfLabel(arrow);
  const height = letteringOf(arrow)?.layout.h ?? 0;
  return { x, y: y + height / 2 + LABEL_GAP_PX / zoom };
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
