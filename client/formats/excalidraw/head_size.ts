import type { Point } from "../../../board/figure/point.ts";
import type { Head } from "../../../board/style.ts";

/**
 * The sizes of Excalidraw's heads, the part of the last section of a line that they take at most, and the size of ours
 * that looks the same. Its arrows are longer and narrower than ours.
 */
const HEADS: Readonly<Record<string, { readonly size: number; readonly part: number; readonly ours: number }>> = {
  arrow: { size: 25, part: 0.5, ours: 0.9 },
  triangle: { size: 15, part: 0.5, ours: 1 },
  bar: { size: 15, part: 0.5, ours: 2 },
  dot: { size: 15, part: 0.5, ours: 1.5 },
  diamond: { size: 12, part: 0.25, ours: 2 },
  "zero-or-many": { size: 15, part: 0.5, ours: 1 },
};
const COUNT = { size: 20, part: 0.5, ours: 1 };
/** Smaller ones are not seen, and no arrow here has them. */
const LEAST = 0.1;

/** The size of the heads of an arrow, the larger one where they differ. @param points of the whole line */
export function headSizeOf(startHead: Head, endHead: Head, points: readonly Point[]): { headSize?: number } {
  const sizeOf = (head: Head, tip: Point, before: Point) => {
    if (head === "none") return 0;
    const { size, part, ours } = HEADS[head.replace("-outline", "")] ?? COUNT;
    return ours * Math.min(size, part * Math.hypot(tip.x - before.x, tip.y - before.y));
  };
  const size = Math.max(sizeOf(startHead, points[0], points[1]), sizeOf(endHead, points.at(-1)!, points.at(-2)!));
  return size < LEAST ? {} : { headSize: Math.round(size * 100) / 100 };
}
