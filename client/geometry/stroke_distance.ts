import { STRIDE } from "./sample.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Distance from a segment to the line through a stroke's samples; Infinity when there is none.
 *
 * @param points x, y, pressure of each sample, in the same coordinates as `from` and `to`
 * @param enough the search ends at the first part of the line that is this near: a hit test needs no more
 */
export function strokeDistance(points: ArrayLike<number>, from: Point, to: Point, enough = 0): number {
  const last = points.length - STRIDE;
  if (last < 0) return Infinity;
  const { x: ax, y: ay } = from;
  const { x: bx, y: by } = to;
  let nearest = pointToSegment(points[0], points[1], ax, ay, bx, by);
  const enough2 = enough * enough;
  for (let i = 0; i < last && nearest > enough2; i += STRIDE) {
    const px = points[i], py = points[i + 1], qx = points[i + STRIDE], qy = points[i + STRIDE + 1];
    if (cross(ax, ay, bx, by, px, py, qx, qy)) return 0;
    nearest = Math.min(
      nearest,
      pointToSegment(qx, qy, ax, ay, bx, by),
      pointToSegment(ax, ay, px, py, qx, qy),
      pointToSegment(bx, by, px, py, qx, qy),
    );
  }
  return Math.sqrt(nearest);
}

/** Squared distance from p to the segment a–b. */
function pointToSegment(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax, dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length2));
  const ex = px - ax - t * dx, ey = py - ay - t * dy;
  return ex * ex + ey * ey;
}

/** True when the inside of segment a–b crosses the inside of p–q. Touching ends are found as distance 0. */
function cross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
): boolean {
  const dx = bx - ax, dy = by - ay;
  const p = dx * (py - ay) - dy * (px - ax);
  const q = dx * (qy - ay) - dy * (qx - ax);
  if (p * q >= 0) return false;
  const ex = qx - px, ey = qy - py;
  return (ex * (ay - py) - ey * (ax - px)) * (ex * (by - py) - ey * (bx - px)) < 0;
}
