import type { LineShape } from "../../shape.ts";
import type { Point } from "../point.ts";
import { isClosed, placesOf, withPoints } from "./line_points.ts";

/** The midpoints between consecutive points of a line, on the visible curve. */
export function middlesOf(line: LineShape): Point[] {
  const places = placesOf(line);
  const last = places.length - 1;
  const isRound = isClosed(places);
  const at = (i: number) => places[isRound ? (i + last) % last : Math.min(last, Math.max(0, i))];
  return places.slice(1).map((b, i) => {
    const a = places[i];
    if (!line.smooth) return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const before = at(i - 1), after = at(i + 2);
    return { x: (9 * (a.x + b.x) - before.x - after.x) / 16, y: (9 * (a.y + b.y) - before.y - after.y) / 16 };
  });
}

/** The line without one of its points; undefined when fewer than two would remain or there is no such point. */
export function lineWithout(line: LineShape, index: number): LineShape | undefined {
  const places = placesOf(line);
  return places.length <= 2 || index >= places.length ? undefined : withPoints(line, places.toSpliced(index, 1));
}
