import { boundsOf } from "../../../board/figure/bounds.ts";
import { headOf } from "../../../board/figure/line/arrow_head.ts";
import type { Head } from "../../../board/style.ts";

/** The end of an arrow on the right in a box of 24 × 24, as boards draw it: its line, and its head. */
export function headIcon(head: Head): { line: string; head: string; isFilled: boolean } {
  const { path, tint } = headOf(head, { x: 21, y: 12, angle: 0, width: 1, size: head === "zero-or-many" ? 9 : 12 })!;
  // A head with an area begins where the line ends.
  const end = tint === undefined ? 21 : boundsOf(path.corners).minX;
  return { line: `M3 12H${end}`, head: path.d, isFilled: tint === 1 };
}
