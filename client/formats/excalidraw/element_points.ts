import type { Point } from "../../../board/figure/point.ts";

/** Points of x, y, x, y … */
export function pairs(line: readonly number[]): Point[] {
  return Array.from({ length: line.length / 2 }, (_, i) => ({ x: line[2 * i], y: line[2 * i + 1] }));
}

/** Points as Excalidraw writes them, the first at 0, 0. */
export function relative(points: readonly Point[], start: Point): [number, number][] {
  return points.map(({ x, y }) => [x - start.x, y - start.y]);
}

/** The middle of a quadratic curve. */
export function middleOfCurve([start, control, end]: readonly Point[]): Point {
  return { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 };
}
