import type { Point } from "../../board/figure/point.ts";
import type { Drafts } from "../editor/shapes/drafts.ts";
import { isSameMove } from "../editor/shapes/shape_move.ts";
import type { ShapeChange } from "../editor/shapes/shape_table.ts";

/**
 * The offset by which a change moved all shapes of the board; undefined when it did anything else.
 *
 * @param count the number of shapes on the board
 */
export function wholeMove(changes: readonly ShapeChange[], count: number): Point | undefined {
  const by = changes[0]?.by;
  if (by === undefined || changes.length !== count) return undefined;
  return changes.every((change) => change.by !== undefined && isSameMove(change.by, by)) ? by : undefined;
}

/** True when the local user moves all shapes of the board as one. */
export function isWholeCarried({ carried, size }: Pick<Drafts, "carried" | "size">, count: number): boolean {
  return carried !== undefined && carried.ids.size === count && size === count;
}
