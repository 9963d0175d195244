import { STRIDE } from "./sample.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * True when a polyline comes within `radius` of the segment from–to, all in the same coordinates and unit. A polyline
 * with one corner is a dot. Stops at the first segment that is close enough.
 *
 * @param corners x, y of each
 */
export function linesWithin(corners: ArrayLike<number>, from: Point, to: Point, radius: number): boolean {
  return isWithin(corners, 2, { from, to, radius });
}

/** Like `linesWithin`. @param points x, y, pressure of each */
export function pointsWithin(points: ArrayLike<number>, from: Point, to: Point, radius: number): boolean {
  return isWithin(points, STRIDE, { from, to, radius });
}

function isWithin(
  points: ArrayLike<number>,
  stride: number,
  { from, to, radius }: { from: Point; to: Point; radius: number },
): boolean {
  const limit = radius * radius;
  if (points.length >= stride && squareToSegment(points[0], points[1], from, to) <= limit) return true;
  for (let i = stride; i + stride <= points.length; i += stride) {
    const a = { x: points[i - stride], y: points[i - stride + 1] };
    const b = { x: points[i], y: points[i + 1] };
    // Two segments that do not cross are closest at one of their four ends. Point a was checked as b of the segment
    // before.
    if (
      squareToSegment(b.x, b.y, from, to) <= limit || squareToSegment(from.x, from.y, a, b) <= limit ||
      squareToSegment(to.x, to.y, a, b) <= limit || cross(a, b, from, to)
    ) return true;
  }
  return false;
}

/** Squared distance from x, y to the segment a–b, which may be a point. */
function squareToSegment(x: number, y: number, a: Point, b: Point): number {
  const dx = b.x - a.x, dy = b.y - a.y;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square));
  const offX = a.x + along * dx - x, offY = a.y + along * dy - y;
  return offX * offX + offY * offY;
}

/** True when the open segments cross. The distance checks cover touching ends. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Positive when p lies left of the line from a to b, negative when right. */
function side(a: Point, b: Point, p: Point): number {
  return Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));
}
