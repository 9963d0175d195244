import type { Point } from "./camera.ts";

/** The menu of what can be done, as it was asked for. */
export interface Menu {
  /** CSS pixels in the window. */
  readonly at: Point;
  /** On the board; undefined when it was asked for by key, and is about the selection. */
  readonly place: Point | undefined;
}
