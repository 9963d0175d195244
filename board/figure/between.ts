import type { Course, Motion } from "./motion.ts";
import type { Point } from "./point.ts";

/** A position or size within this distance has arrived, board units. */
const ARRIVED = 0.1;
/** The same for fractions. */
const ARRIVED_PART = ARRIVED / 100;

/** Interpolates between two motions of the same kind. @param part 0…1 */
export function onTheWay(from: Motion, to: Motion, part: number): Motion {
  const place = (a: Point, b: Point) => placeBetween(a, b, part);
  if (from.kind === "move" && to.kind === "move") return { ...to, by: place(from.by, to.by) };
  if (from.kind === "turn" && to.kind === "turn") {
    // Angles are modulo a full turn, so interpolation takes the shorter direction.
    const by = to.angle - from.angle;
    return { ...to, angle: from.angle + Math.atan2(Math.sin(by), Math.cos(by)) * part };
  }
  if (from.kind === "scale" && to.kind === "scale") {
    return { ...to, by: { ...place(from.by, to.by), about: place(from.by.about, to.by.about) } };
  }
  if (from.kind === "point" && to.kind === "point") return { ...to, to: place(from.to, to.to) };
  if (from.kind === "bend" && to.kind === "bend") return { ...to, to: courseBetween(from.to, to.to, part) };
  return to;
}

/** Whether a motion is close enough to its target to stop. */
export function isNear(way: Motion, to: Motion): boolean {
  const near = (a: Point, b: Point, distance: number) => Math.hypot(a.x - b.x, a.y - b.y) < distance;
  if (way.kind === "move" && to.kind === "move") return near(way.by, to.by, ARRIVED);
  if (way.kind === "turn" && to.kind === "turn") return Math.abs(Math.sin((way.angle - to.angle) / 2)) < ARRIVED_PART;
  if (way.kind === "scale" && to.kind === "scale") {
    return near(way.by, to.by, ARRIVED_PART) && near(way.by.about, to.by.about, ARRIVED);
  }
  if (way.kind === "point" && to.kind === "point") return near(way.to, to.to, ARRIVED);
  if (way.kind === "bend" && to.kind === "bend") return isCourseNear(way.to, to.to);
  return true;
}

function placeBetween(a: Point, b: Point, part: number): Point {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}

/** A tied end keeps the tie of the target. */
function courseBetween(from: Course, to: Course, part: number): Course {
  const end = (name: "start" | "end") => {
    const a = from[name], b = to[name];
    return a && b && { [name]: { ...b, ...placeBetween(a, b, part) } };
  };
  const number = (name: "bend" | "labelAt") => {
    const a = from[name], b = to[name];
    return a !== undefined && b !== undefined && { [name]: a + (b - a) * part };
  };
  return { ...to, ...end("start"), ...end("end"), ...number("bend"), ...number("labelAt") };
}

function isCourseNear(way: Course, to: Course): boolean {
  const places = [[way.start, to.start], [way.end, to.end]] as const;
  const numbers = [[way.bend, to.bend], [way.labelAt, to.labelAt]] as const;
  return places.every(([a, b]) => a === b || !a || !b || Math.hypot(a.x - b.x, a.y - b.y) < ARRIVED) &&
    numbers.every(([a = 0, b = 0]) => Math.abs(a - b) < ARRIVED_PART);
}
