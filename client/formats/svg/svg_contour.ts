import { boundsOf } from "../../../board/figure/bounds.ts";
import type { Point } from "../../../board/figure/point.ts";
import { LINE_POINTS_MAX } from "../../../board/limits.ts";
import type { Subpath } from "./svg_path.ts";

/** Beyond this, the parts of an area are not compared with each other. */
const COMPARED_MAX = 1_000;

/**
 * The areas of a filled path, each as one line around it. What is inside of another one, as holes are, is reached from
 * the nearest point of that and left the same way, which encloses nothing. Holes go around the other way. Points of too
 * long ones are thinned out.
 */
export function contoursOf(parts: readonly Subpath[], isEvenOdd: boolean): Point[][] {
  if (parts.length > COMPARED_MAX) return [joined(parts.map(({ points }) => points))];
  const boxes = new Map(parts.map((part) => [part, boundsOf(part.points.flatMap(({ x, y }) => [x, y]))]));
  const isAround = (other: Subpath, at: Point) => isIn(boxes.get(other)!, at) && contains(other.points, at);
  const around = parts.map((part) => parts.filter((other) => other !== part && isAround(other, part.points[0])));
  const ways = parts.map((part, i) => isEvenOdd && parts.length > 1 ? directed(part, around[i].length) : part.points);
  return parts.flatMap((part, i) => {
    if (around[i].length > 0) return [];
    const within = ways.filter((_, k) => around[k].includes(part) && !parts.slice(0, i).some(isOuterOf(around, k)));
    return [joined([ways[i], ...within])];
  });
}

/** Whether a part is one that nothing is around, and is around the part with this number. */
function isOuterOf(around: readonly (readonly Subpath[])[], k: number) {
  return (part: Subpath, i: number) => around[i].length === 0 && around[k].includes(part);
}

function joined(ways: readonly (readonly Point[])[]): Point[] {
  const total = ways.reduce((sum, points) => sum + points.length + 2, 0);
  const step = Math.ceil(total / (LINE_POINTS_MAX - 2 * Math.min(ways.length, 400)));
  const [outer, ...inner] = ways.map((points) => step <= 1 ? points : points.filter((_, i) => i % step === 0));
  /** What is inserted behind each point of the outer one. */
  const visits = new Map<number, Point[]>();
  let left = LINE_POINTS_MAX - outer.length - 1;
  for (const points of inner) {
    left -= points.length + 2;
    if (left < 0) break;
    const { from, to } = nearest(outer, points);
    const visit = [...points.slice(to), ...points.slice(0, to + 1), outer[from]];
    visits.set(from, [...visits.get(from) ?? [], ...visit]);
  }
  return [...outer.flatMap((point, i) => [point, ...visits.get(i) ?? []]), outer[0]];
}

/** About as many pairs of points are compared. */
const PAIRS = 20_000;

/** The numbers of two points of two lines that are near each other. */
function nearest(one: readonly Point[], other: readonly Point[]): { from: number; to: number } {
  const step = Math.max(1, Math.floor(Math.sqrt(one.length * other.length / PAIRS)));
  let found = { from: 0, to: 0 }, least = Infinity;
  for (let from = 0; from < one.length; from += step) {
    for (let to = 0; to < other.length; to += step) {
      const distance = (one[from].x - other[to].x) ** 2 + (one[from].y - other[to].y) ** 2;
      if (distance < least) [found, least] = [{ from, to }, distance];
    }
  }
  return found;
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
function directed({ points }: Subpath, around: number): readonly Point[] {
  return areaOf(points) > 0 === (around % 2 === 0) ? points : points.toReversed();
}

/** Twice the area, positive when clockwise on the screen. */
function areaOf(points: readonly Point[]): number {
  return points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length];
    return sum + x * next.y - next.x * y;
  }, 0);
}

function isIn({ minX, minY, maxX, maxY }: ReturnType<typeof boundsOf>, { x, y }: Point): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

function contains(points: readonly Point[], { x, y }: Point): boolean {
  let isInside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const a = points[i], b = points[j];
    if (a.y > y !== b.y > y && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) isInside = !isInside;
  }
  return isInside;
}
