import type { Point } from "../point.ts";

/** The board positions of the points that an arrow passes, see `ArrowShape.via`. */
export function placesOfVia(via: readonly number[], start: Point, end: Point): Point[] {
  const dx = end.x - start.x, dy = end.y - start.y;
  return Array.from({ length: via.length / 2 }, (_, i) => {
    const along = via[2 * i], left = via[2 * i + 1];
    return { x: start.x + along * dx + left * dy, y: start.y + along * dy - left * dx };
  });
}

/** The points of the line mirrored. */
export function mirroredVia(via: readonly number[]): number[] {
  return via.map((value, i) => i % 2 === 0 ? value : -value);
}
