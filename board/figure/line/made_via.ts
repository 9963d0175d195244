import type { Point } from "../point.ts";

/**
 * The opposite of `placesOfVia`.
 *
 * @returns undefined when the ends are so close that points far away could not be told apart
 */
export function viaOf(places: readonly Point[], start: Point, end: Point): number[] | undefined {
  const dx = end.x - start.x, dy = end.y - start.y;
  const square = dx * dx + dy * dy;
  if (square < APART * APART) return undefined;
  return places.flatMap(({ x, y }) => {
    const px = x - start.x, py = y - start.y;
    return [(px * dx + py * dy) / square, (px * dy - py * dx) / square];
  });
}

/** Board units. */
const APART = 1;

/** The points of the line from its end to its start. */
export function reversedVia(via: readonly number[]): number[] {
  const reversed: number[] = [];
  for (let i = via.length - 2; i >= 0; i -= 2) reversed.push(1 - via[i], -via[i + 1]);
  return reversed;
}
