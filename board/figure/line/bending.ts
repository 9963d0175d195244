import type { ArrowShape } from "../../shape.ts";
import type { Point } from "../point.ts";
import { bendOf } from "./bend.ts";

/** A curve that is bent further looks like a spike. */
const BEND_MAX = 2;

/**
 * The bend that moves a point of the curve from one position to another.
 *
 * @param bend the current bend
 */
function bentBy(bend: number, { start, end }: { start: Point; end: Point }, from: Point, to: Point): number {
  const dx = end.x - start.x, dy = end.y - start.y;
  const square = dx * dx + dy * dy;
  if (square === 0) return bend;
  // A quadratic curve advances evenly along the straight line; its distance from it is 4t(1 − t) times the bend.
  const along = ((from.x - start.x) * dx + (from.y - start.y) * dy) / square;
  const t = Math.min(0.8, Math.max(0.2, along));
  const off = ((to.x - from.x) * dy - (to.y - from.y) * dx) / square;
  return Math.min(BEND_MAX, Math.max(-BEND_MAX, bend + off / (4 * t * (1 - t))));
}

/**
 * The arrow with a point of its line dragged from one position to another. An almost straight arrow becomes straight.
 *
 * @param nearby distance of its midpoint from the straight line that counts as straight, board units
 */
export function withBend(arrow: ArrowShape, from: Point, to: Point, nearby: number): ArrowShape {
  const { start, end } = arrow;
  const bend = bentBy(bendOf(arrow), arrow, from, to);
  const { bend: _, via: _via, ...rest } = arrow;
  if (Math.abs(bend) * Math.hypot(end.x - start.x, end.y - start.y) <= nearby) return { ...rest, route: "straight" };
  return { ...rest, route: "curve", bend };
}
