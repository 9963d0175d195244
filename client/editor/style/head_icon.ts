import { boundsOf } from "../../../board/figure/bounds.ts";
import { headOf, HEADS } from "../../../board/figure/line/arrow_head.ts";
import { type Head, USUAL_HEADS } from "../../../board/style.ts";

type RareHead = Exclude<Head, typeof USUAL_HEADS[number]>;

/** The heads that few arrows have. */
export const RARE_HEADS = HEADS.filter((head): head is RareHead => !(USUAL_HEADS as readonly Head[]).includes(head));

/** The end of an arrow on the right in a box of 24 × 24, as boards draw it: its line, and its head. */
export function headIcon(head: Head): { line: string; head: string; isFilled: boolean } {
  const { path, tint } = headOf(head, { x: 21, y: 12, angle: 0, width: 1, size: head === "zero-or-many" ? 9 : 12 })!;
  // A head with an area begins where the line ends.
  const end = tint === undefined ? 21 : boundsOf(path.corners).minX;
  return { line: `M3 12H${end}`, head: path.d, isFilled: tint === 1 };
}
