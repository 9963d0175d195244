import { boundsOf } from "../bounds.ts";
import type { ShapeId } from "../../id.ts";
import { isLine, isTarget, kindOf } from "../../kinds/kinds.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../shape.ts";
import { placeOfAnchor } from "./anchor.ts";
import { bendOf, controlOf } from "./bend.ts";
import { between, lastCrossing } from "./crossing.ts";
import { elbow } from "./elbow.ts";
import { placesOfVia } from "./via.ts";
import { outlineOf } from "../outline.ts";
import { type Point, toBoard, uprightOf } from "../point.ts";

/** Distance between the tip of an arrow and the edge of its shape, board units, in addition to half the line width. */
const GAP = 4;
/** A leg counts as horizontal or vertical if its ends differ by less, board units. */
const SQUARE = 0.5;
/** Steps for finding where a curve leaves a shape. */
const CURVE_STEPS = 64;

/**
 * Ties an arrow to the shapes at its ends: computes the positions of the ends, the route, and where the line stops at
 * the edges of the shapes. None of this is stored, so an arrow follows a shape that is moved, and people cannot
 * disagree about it. An end whose shape is gone stays at its last stored position.
 *
 * @returns the arrow with the positions of its ends (free where the tied shape is gone), its box and its trace
 */
export function tie(arrow: ArrowShape, lookUp: (id: ShapeId) => Shape | undefined): ArrowShape {
  const { startLeft, endLeft, ...rest } = arrow;
  const [from, to] = [arrow.start, arrow.end].map((end) => end.to === undefined ? undefined : target(lookUp(end.to)));
  const start = placed(arrow.start, from, startLeft), end = placed(arrow.end, to, endLeft);
  const edge = (shape: Shape | undefined, { exact, gap = usualGap(arrow) }: ArrowEnd) =>
    shape && !exact ? edgeOf(shape, gap) : undefined;
  const ends = { start, end, from: edge(from, start), to: edge(to, end) };
  const bend = bendOf(arrow);
  const trace = bend !== 0 ? curve(ends, bend) : polyline(ends, cornersOf({ ...arrow, start, end }, { from, to }));
  return { ...rest, start, end, trace, ...boxAround(trace) };
}

/** Distance between the tip and the edge of its shape without another choice, board units. */
export function usualGap({ width }: Pick<ArrowShape, "width">): number {
  return GAP + width / 2;
}

function cornersOf({ start, end, route, via }: ArrowShape, { from, to }: { from?: Shape; to?: Shape }): Point[] {
  if (via !== undefined) {
    const points = [start, ...placesOfVia(via, start, end), end];
    if (route !== "elbow" || isSquare(points)) return points;
  }
  if (route !== "elbow") return [start, end];
  return elbow({ at: start, box: from && uprightOf(from) }, { at: end, box: to && uprightOf(to) });
}

/** Whether all legs of a line are level or upright. */
export function isSquare(points: readonly Point[]): boolean {
  return points.every(({ x, y }, i) => {
    const { x: fromX, y: fromY } = points[Math.max(0, i - 1)];
    return Math.min(Math.abs(x - fromX), Math.abs(y - fromY)) < SQUARE;
  });
}

function target(shape: Shape | undefined): Shape | undefined {
  return isTarget(shape) ? shape : undefined;
}

function placed(end: ArrowEnd, shape: Shape | undefined, left: ArrowEnd | undefined): ArrowEnd {
  if (shape) return { ...end, ...placeOfAnchor(shape, { u: end.u ?? 0.5, v: end.v ?? 0.5 }) };
  const { x, y } = end.to !== undefined && left?.to === end.to ? left : end;
  return { x, y };
}

interface Ends {
  readonly start: Point;
  readonly end: Point;
  /** Corners of the closed outlines that the arrow's line must not enter: x, y, x, y … */
  readonly from: readonly number[] | undefined;
  readonly to: readonly number[] | undefined;
}

/**
 * The outline of a shape on the board, expanded by a gap on all sides; for a line or a stroke, that of its box.
 *
 * @param gap negative: inside the shape, at most down to its middle
 */
export function edgeOf(shape: Shape, wanted: number): number[] {
  const gap = Math.max(wanted, -Math.min(shape.w, shape.h) / 2);
  const w = shape.w + 2 * gap, h = shape.h + 2 * gap;
  const { corners } = isLine(shape) ? outlineOf("rectangle", w, h) : kindOf(shape).path(shape, w, h);
  const edge: number[] = [];
  for (let i = 0; i < corners.length; i += 2) {
    const { x, y } = toBoard(shape, { x: corners[i] - gap, y: corners[i + 1] - gap });
    edge.push(x, y);
  }
  return edge;
}

/** The line without its parts inside the shapes at its ends. */
function polyline({ from, to }: Ends, points: readonly Point[]): number[] {
  const tail = cutStart(points, from);
  return cutStart([...tail].reverse(), to).reverse().flatMap(({ x, y }) => [x, y]);
}

/** Cuts the line at its last crossing with the edge. Returns all of it when there is none. */
function cutStart(points: readonly Point[], edge: readonly number[] | undefined): Point[] {
  if (edge === undefined) return [...points];
  for (let i = points.length - 1; i > 0; i--) {
    const t = lastCrossing(points[i - 1], points[i], edge);
    if (t !== undefined) return [between(points[i - 1], points[i], t), ...points.slice(i)];
  }
  return [...points];
}

/** The quadratic curve with this bend, cut exactly at the edges (de Casteljau). */
function curve({ start, end, from, to }: Ends, bend: number): number[] {
  const control = controlOf(start, end, bend);
  const at = (t: number) => between(between(start, control, t), between(control, end, t), t);
  const places = Array.from({ length: CURVE_STEPS + 1 }, (_, i) => at(i / CURVE_STEPS));
  let first = 0, last = 1;
  const leaves = from && crossingOf(from);
  for (let i = CURVE_STEPS; i > 0 && leaves; i--) {
    const t = leaves(places[i - 1], places[i]);
    if (t === undefined) continue;
    first = (i - 1 + t) / CURVE_STEPS;
    break;
  }
  const enters = to && crossingOf(to);
  for (let i = 0; i < CURVE_STEPS && enters; i++) {
    const t = enters(places[i + 1], places[i]);
    if (t === undefined) continue;
    last = (i + 1 - t) / CURVE_STEPS;
    break;
  }
  if (first >= last) [first, last] = [0, 1];
  const a = at(first), b = at(last);
  const c = between(between(start, control, first), between(control, end, first), last);
  return [a.x, a.y, c.x, c.y, b.x, b.y];
}

/** `lastCrossing` with an edge, which most steps of a curve are too far away from to cross it. */
function crossingOf(edge: readonly number[]): (a: Point, b: Point) => number | undefined {
  const { minX, minY, maxX, maxY } = boundsOf(edge);
  return (a, b) => {
    const isBeside = a.x < minX && b.x < minX || a.x > maxX && b.x > maxX ||
      a.y < minY && b.y < minY || a.y > maxY && b.y > maxY;
    return isBeside ? undefined : lastCrossing(a, b, edge);
  };
}

/** The control point lies outside the curve, so the box may be slightly larger than the curve, but never smaller. */
function boxAround(trace: readonly number[]): { x: number; y: number; w: number; h: number } {
  const { minX, minY, maxX, maxY } = boundsOf(trace);
  return { x: minX, y: minY, w: maxX - minX, h: maxY - minY };
}
