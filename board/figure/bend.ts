import type { ArrowShape } from "../shape.ts";
import type { Place } from "./place.ts";

/** The bend of a curve that nobody has bent yet. */
const USUAL_BEND = 0.2;
/** A curve bent further is a spike. */
const BEND_MAX = 2;

/** How far the middle of an arrow's line lies off the straight one: a part of its length, positive to the left. */
export function bendOf({ route, bend = USUAL_BEND }: Pick<ArrowShape, "route" | "bend">): number {
  return route === "curve" ? bend : 0;
}

/** The control point of the quadratic curve between two places whose middle lies so far off the straight line. */
export function controlOf(start: Place, end: Place, bend: number): Place {
  return {
    x: (start.x + end.x) / 2 + 2 * bend * (end.y - start.y),
    y: (start.y + end.y) / 2 - 2 * bend * (end.x - start.x),
  };
}

/**
 * The bend that has what was at one place of the curve go on to another.
 *
 * @param bend of the curve as it is
 */
function bentBy(bend: number, { start, end }: { start: Place; end: Place }, from: Place, to: Place): number {
  const dx = end.x - start.x, dy = end.y - start.y;
  const square = dx * dx + dy * dy;
  if (square === 0) return bend;
  // A quadratic curve comes along the straight line evenly, and is 4t(1 − t) of its bend off it.
  const along = ((from.x - start.x) * dx + (from.y - start.y) * dy) / square;
  const t = Math.min(0.8, Math.max(0.2, along));
  const off = ((to.x - from.x) * dy - (to.y - from.y) * dx) / square;
  return Math.min(BEND_MAX, Math.max(-BEND_MAX, bend + off / (4 * t * (1 - t))));
}

/**
 * The arrow with what was at one place of its line at another. One that is bent nearly straight is straight.
 *
 * @param nearby how far off the straight line its middle may be for that, board units
 */
export function withBend(arrow: ArrowShape, from: Place, to: Place, nearby: number): ArrowShape {
  const { start, end } = arrow;
  const bend = bentBy(bendOf(arrow), arrow, from, to);
  const { bend: _, ...rest } = arrow;
  if (Math.abs(bend) * Math.hypot(end.x - start.x, end.y - start.y) <= nearby) return { ...rest, route: "straight" };
  return { ...rest, route: "curve", bend };
}
