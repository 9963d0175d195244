import type { Point } from "../../../board/figure/point.ts";

/** An open context menu. */
export interface Menu {
  /** CSS pixels in the window. */
  readonly at: Point;
  /** The board point clicked; undefined when a key opened the menu, which then concerns the selection. */
  readonly place: Point | undefined;
}
