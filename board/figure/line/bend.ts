import type { ArrowShape } from "../../shape.ts";
import type { Point } from "../point.ts";

/** The default bend of a curve. */
const USUAL_BEND = 0.2;

/**
 * Distance of the midpoint of an arrow's line from the straight one, as a fraction of its length; positive to the left.
 */
export function bendOf({ route, bend = USUAL_BEND, via }: Pick<ArrowShape, "route" | "bend" | "via">): number {
  return route === "curve" && via === undefined ? bend : 0;
}

/** The control point of a quadratic curve with this bend between two points. */
export function controlOf(start: Point, end: Point, bend: number): Point {
  return {
    x: (start.x + end.x) / 2 + 2 * bend * (end.y - start.y),
    y: (start.y + end.y) / 2 - 2 * bend * (end.x - start.x),
  };
}
