import type { LineShape } from "../shape.ts";
import { type Place, toBoard } from "./place.ts";
import { stretch } from "./stretch.ts";

/** The points of a line, from its own top left corner, stretched to its box. */
export function ownPoints(line: LineShape): number[] {
  const points = [...line.points];
  stretch(points, 2, line);
  return points;
}

/** The points of a line where they are on the board. */
export function placesOf(line: LineShape): Place[] {
  const own = ownPoints(line);
  return Array.from({ length: own.length / 2 }, (_, i) => toBoard(line, { x: own[2 * i], y: own[2 * i + 1] }));
}

/** The place and points of a line through places of the board; it is neither turned nor mirrored any more. */
export function through(places: readonly Place[]): Pick<LineShape, "x" | "y" | "w" | "h" | "points"> {
  const xs = places.map(({ x }) => x), ys = places.map(({ y }) => y);
  const x = Math.min(...xs), y = Math.min(...ys);
  const points = places.flatMap((place) => [place.x - x, place.y - y]);
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, points };
}

/** The line with other points. */
export function withPoints(line: LineShape, places: readonly Place[]): LineShape {
  const { angle: _angle, flipX: _flipX, flipY: _flipY, ...rest } = line;
  return { ...rest, ...through(places) };
}

/** The line without one of its points; undefined when it would be none, or has no such point. */
export function lineWithout(line: LineShape, index: number): LineShape | undefined {
  const places = placesOf(line);
  return places.length <= 2 || index >= places.length ? undefined : withPoints(line, places.toSpliced(index, 1));
}
