import { boundsOf } from "./bounds.ts";
import type { ShapeId } from "../id.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../shape.ts";
import { placeOfAnchor } from "./anchor.ts";
import { bendOf, controlOf } from "./bend.ts";
import { between, lastCrossing } from "./crossing.ts";
import { elbow } from "./elbow.ts";
import { outlineOf } from "./outline.ts";
import { type Place, toBoard, uprightOf } from "./place.ts";

/** Between the tip of an arrow and the edge it points at, board units, besides half of the line. */
const GAP = 4;
/** Steps in which a curve is searched for where it leaves a shape. */
const CURVE_STEPS = 64;

/**
 * Ties an arrow to what its ends are on: where these are now, how the line runs and where it stops at their edges.
 * Nothing of it is stored, so an arrow follows whoever moves a shape, and no two people can disagree about it. An end
 * whose shape is gone stays where it was left, or was last put.
 *
 * @returns the arrow with its ends in place – free ones, where what they were tied to is gone –, its box and its trace
 */
export function tie(arrow: ArrowShape, lookUp: (id: ShapeId) => Shape | undefined): ArrowShape {
  const { startLeft, endLeft, ...rest } = arrow;
  const [from, to] = [arrow.start, arrow.end].map((end) => end.to === undefined ? undefined : target(lookUp(end.to)));
  const start = placed(arrow.start, from, startLeft), end = placed(arrow.end, to, endLeft);
  const gap = GAP + arrow.width / 2;
  const ends = { start, end, from: from && edgeOf(from, gap), to: to && edgeOf(to, gap) };
  const bend = bendOf(arrow);
  const trace = bend !== 0
    ? curve(ends, bend)
    : polyline(ends, arrow.route === "elbow" ? elbowBetween(start, end, { from, to }) : [start, end]);
  return { ...rest, start, end, trace, ...boxAround(trace) };
}

function elbowBetween(start: Place, end: Place, { from, to }: { from?: Shape; to?: Shape }): Place[] {
  return elbow({ at: start, box: from && uprightOf(from) }, { at: end, box: to && uprightOf(to) });
}

/** Arrows tie everything but each other. */
function target(shape: Shape | undefined): Shape | undefined {
  return shape?.kind === "arrow" ? undefined : shape;
}

function placed(end: ArrowEnd, shape: Shape | undefined, left: ArrowEnd | undefined): ArrowEnd {
  if (shape) return { ...end, ...placeOfAnchor(shape, { u: end.u ?? 0.5, v: end.v ?? 0.5 }) };
  const { x, y } = end.to !== undefined && left?.to === end.to ? left : end;
  return { x, y };
}

interface Ends {
  readonly start: Place;
  readonly end: Place;
  /** Corners of the closed lines that the arrow's line may not enter: x, y, x, y … */
  readonly from: readonly number[] | undefined;
  readonly to: readonly number[] | undefined;
}

/** The edge of a shape, so much wider on all sides, on the board. */
function edgeOf(shape: Shape, gap: number): number[] {
  const { w, h } = shape;
  const form = shape.kind === "geo" ? shape.form : "rectangle";
  const { corners } = outlineOf(form, w + 2 * gap, h + 2 * gap, shape.kind === "geo" ? shape : undefined);
  const edge: number[] = [];
  for (let i = 0; i < corners.length; i += 2) {
    const { x, y } = toBoard(shape, { x: corners[i] - gap, y: corners[i + 1] - gap });
    edge.push(x, y);
  }
  return edge;
}

/** The line without what lies inside the shapes at its ends. */
function polyline({ from, to }: Ends, points: readonly Place[]): number[] {
  const tail = cutStart(points, from);
  return cutStart([...tail].reverse(), to).reverse().flatMap(({ x, y }) => [x, y]);
}

/** From where the line leaves the edge for the last time; all of it when it does not, or ends inside. */
function cutStart(points: readonly Place[], edge: readonly number[] | undefined): Place[] {
  if (edge === undefined) return [...points];
  for (let i = points.length - 1; i > 0; i--) {
    const t = lastCrossing(points[i - 1], points[i], edge);
    if (t !== undefined) return [between(points[i - 1], points[i], t), ...points.slice(i)];
  }
  return [...points];
}

/** The quadratic curve through the ends and a middle off the line; cut exactly (de Casteljau). */
function curve({ start, end, from, to }: Ends, bend: number): number[] {
  const control = controlOf(start, end, bend);
  const at = (t: number) => between(between(start, control, t), between(control, end, t), t);
  let first = 0, last = 1;
  for (let i = CURVE_STEPS; i > 0 && from; i--) {
    const t = lastCrossing(at((i - 1) / CURVE_STEPS), at(i / CURVE_STEPS), from);
    if (t === undefined) continue;
    first = (i - 1 + t) / CURVE_STEPS;
    break;
  }
  for (let i = 0; i < CURVE_STEPS && to; i++) {
    const t = lastCrossing(at((i + 1) / CURVE_STEPS), at(i / CURVE_STEPS), to);
    if (t === undefined) continue;
    last = (i + 1 - t) / CURVE_STEPS;
    break;
  }
  if (first >= last) [first, last] = [0, 1];
  const a = at(first), b = at(last);
  const c = between(between(start, control, first), between(control, end, first), last);
  return [a.x, a.y, c.x, c.y, b.x, b.y];
}

/** Control points lie outside of their curve: the box is a little larger than what is seen, never smaller. */
function boxAround(trace: readonly number[]): { x: number; y: number; w: number; h: number } {
  const { minX, minY, maxX, maxY } = boundsOf(trace);
  return { x: minX, y: minY, w: maxX - minX, h: maxY - minY };
}
