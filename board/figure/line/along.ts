import type { Point } from "../point.ts";

/** The point at a fraction of a line's length, 0…1. @param line x, y of its corners */
export function placeAlong(line: readonly number[], part: number): Point {
  let left = part * lengthOf(line);
  for (let i = 2; i < line.length; i += 2) {
    const length = stepOf(line, i);
    if (left > length && i + 2 < line.length) left -= length;
    else {
      const t = length === 0 ? 0 : Math.min(1, left / length);
      return { x: line[i - 2] + (line[i] - line[i - 2]) * t, y: line[i - 1] + (line[i + 1] - line[i - 1]) * t };
    }
  }
  return { x: line[0] ?? 0, y: line[1] ?? 0 };
}

/** The fraction of a line's length, 0…1, at which it is closest to a point. */
export function partAlong(line: readonly number[], { x, y }: Point): number {
  let nearest = Infinity, found = 0, passed = 0;
  for (let i = 2; i < line.length; i += 2) {
    const dx = line[i] - line[i - 2], dy = line[i + 1] - line[i - 1];
    const offX = x - line[i - 2], offY = y - line[i - 1];
    const length = stepOf(line, i);
    const t = length === 0 ? 0 : Math.min(1, Math.max(0, (offX * dx + offY * dy) / (length * length)));
    const distance = Math.hypot(offX - t * dx, offY - t * dy);
    if (distance < nearest) [nearest, found] = [distance, passed + t * length];
    passed += length;
  }
  return passed === 0 ? 0 : found / passed;
}

/** @param line x, y of its corners */
export function lengthOf(line: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < line.length; i += 2) length += stepOf(line, i);
  return length;
}

/** Length of the segment that ends at a corner. */
function stepOf(line: readonly number[], i: number): number {
  return Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
}
