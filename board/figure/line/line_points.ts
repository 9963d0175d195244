import { LINE_POINTS_MAX } from "../../limits.ts";
import type { LineShape } from "../../shape.ts";
import { type Point, toBoard } from "../point.ts";
import { stretch } from "../stretch.ts";

/** The points of a line, stretched to its box, relative to its own top left corner. */
export function ownPoints(line: LineShape): number[] {
  const points = [...line.points];
  stretch(points, 2, line);
  return points;
}

/** The points of a line on the board. */
export function placesOf(line: LineShape): Point[] {
  const own = ownPoints(line);
  return Array.from({ length: own.length / 2 }, (_, i) => toBoard(line, { x: own[2 * i], y: own[2 * i + 1] }));
}

/** True when the line ends where it starts and encloses an area. */
export function isClosed(places: readonly Point[]): boolean {
  const first = places[0], last = places[places.length - 1];
  return places.length > 3 && first.x === last.x && first.y === last.y;
}

/** The box and the points of a line through board positions, neither rotated nor mirrored. */
export function through(places: readonly Point[]): Pick<LineShape, "x" | "y" | "w" | "h" | "points"> {
  const xs = places.map(({ x }) => x), ys = places.map(({ y }) => y);
  const x = Math.min(...xs), y = Math.min(...ys);
  const points = places.flatMap((place) => [place.x - x, place.y - y]);
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, points };
}

/** The line with other points. */
export function withPoints(line: LineShape, places: readonly Point[]): LineShape {
  const { angle: _angle, flipX: _flipX, flipY: _flipY, ...rest } = line;
  return { ...rest, ...through(places) };
}

/**
 * The line with one point moved to a board position, or with a new point inserted after it. A closed line stays closed.
 * A line with the maximum number of points gets no more.
 */
export function withPointAt(
  line: LineShape,
  to: Point,
  { index, isNew = false }: { readonly index: number; readonly isNew?: boolean },
): LineShape {
  const places = placesOf(line);
  const last = places.length - 1;
  if (index > last || isNew && places.length >= LINE_POINTS_MAX) return line;
  if (isNew) return withPoints(line, places.toSpliced(index + 1, 0, to));
  const isJoint = isClosed(places) && (index === 0 || index === last);
  return withPoints(line, places.map((place, i) => i === index || isJoint && (i === 0 || i === last) ? to : place));
}
