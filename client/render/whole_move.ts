import type { Point } from "../../board/figure/point.ts";
import type { Drafts } from "../editor/shapes/drafts.ts";
import { isSameMove } from "../editor/shapes/shape_move.ts";
import type { ShapeChange } from "../editor/shapes/shape_table.ts";

/** A board with fewer shapes is painted again at once. */
const SHAPES_MIN = 200;

/**
 * The offset by which a change moved all shapes of the board; undefined when it did anything else, and on a board of few
 * shapes.
 *
 * @param count the number of shapes on the board
 */
export function wholeMove(changes: readonly ShapeChange[], count: number): Point | undefined {
  const by = changes[0]?.by;
  if (by === undefined || count < SHAPES_MIN || changes.length !== count) return undefined;
  return changes.every((change) => change.by !== undefined && isSameMove(change.by, by)) ? by : undefined;
}

/** True when the local user moves all shapes of the board as one, and they are many. */
export function isWholeCarried({ carried, size }: Pick<Drafts, "carried" | "size">, count: number): boolean {
  return count >= SHAPES_MIN && carried?.ids.size === count && size === count;
}
