import type { Point } from "../../../board/figure/point.ts";
import { LINE_POINTS_MAX } from "../../../board/limits.ts";
import type { Subpath } from "./svg_path.ts";

/** Beyond this, the parts of an area are not compared with each other. */
const COMPARED_MAX = 100;

/**
 * The parts of an area as one line: from the beginning of the first to each other and back, which encloses nothing.
 * Holes go around the other way. Points of too long ones are thinned out.
 */
export function contourOf(parts: readonly Subpath[], isEvenOdd: boolean): Point[] {
  const ways = isEvenOdd && parts.length > 1 && parts.length <= COMPARED_MAX
    ? parts.map((part) => directed(part, parts))
    : parts.map(({ points }) => points);
  const [first] = ways;
  const total = ways.reduce((sum, points) => sum + points.length + 2, 0);
  const step = Math.ceil(total / (LINE_POINTS_MAX - 2 * Math.min(ways.length, 400)));
  const line: Point[] = [];
  for (const points of ways) {
    const kept = step <= 1 ? points : points.filter((_, i) => i % step === 0);
    if (line.length + kept.length + 2 > LINE_POINTS_MAX) break;
    line.push(...kept, kept[0]);
    if (points !== first) line.push(first[0]);
  }
  return line;
}

/** The lines of a path without fill, each with at most so many points. A longer one continues where it ends. */
export function partsOf(parts: readonly Subpath[], max: number): Point[][] {
  return parts.flatMap(({ points, isClosed }) => {
    const whole = isClosed ? [...points, points[0]] : points;
    const pieces: Point[][] = [];
    for (let from = 0; from === 0 || from < whole.length - 1; from += max - 1) {
      pieces.push(whole.slice(from, from + max));
    }
    return pieces;
  });
}

/** Clockwise inside of an even number of others, counter-clockwise inside of an odd one. */
function directed(part: Subpath, all: readonly Subpath[]): Point[] {
  const around = all.filter((other) => other !== part && contains(other.points, part.points[0])).length;
  const isClockwise = areaOf(part.points) > 0;
  return isClockwise === (around % 2 === 0) ? part.points : part.points.toReversed();
}

/** Twice the area, positive when clockwise on the screen. */
function areaOf(points: readonly Point[]): number {
  return points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length];
    return sum + x * next.y - next.x * y;
  }, 0);
}

function contains(points: readonly Point[], { x, y }: Point): boolean {
  let isInside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const a = points[i], b = points[j];
    if (a.y > y !== b.y > y && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) isInside = !isInside;
  }
  return isInside;
}
