import type { Point } from "../point.ts";

/**
 * The last crossing of the segment from a to b with a line, 0…1; undefined when there is none.
 *
 * @param line x, y of its corners
 */
export function lastCrossing(a: Point, b: Point, line: readonly number[]): number | undefined {
  let last: number | undefined;
  const dx = b.x - a.x, dy = b.y - a.y;
  for (let i = 2; i < line.length; i += 2) {
    const ex = line[i] - line[i - 2], ey = line[i + 1] - line[i - 1];
    const across = dx * ey - dy * ex;
    if (across === 0) continue;
    const offX = line[i - 2] - a.x, offY = line[i - 1] - a.y;
    const t = (offX * ey - offY * ex) / across;
    const s = (offX * dy - offY * dx) / across;
    if (t >= 0 && t <= 1 && s >= 0 && s <= 1 && (last === undefined || t > last)) last = t;
  }
  return last;
}

/** Interpolates between two points. @param t 0 at a, 1 at b */
export function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
