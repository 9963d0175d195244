import { uprightOf } from "../../board/figure/place.ts";
import { comparePaint } from "../../board/order.ts";
import { uncarried } from "../../board/copies.ts";
import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import { paintedExtent } from "../editor/extent.ts";
import { type Box, grow, union } from "../geometry/box.ts";

/** Room around what is drawn, board units. */
const ROOM = 16;

/** What is to leave the board: everything, or what is selected with what the frames in it carry. */
export interface Excerpt {
  /** Bottom first. */
  readonly shapes: readonly Shape[];
  /** What of them is in a picture: not the frame whose edge is the picture's own. */
  readonly pictured: readonly Shape[];
  /** All that they paint on, and some room. A frame is shown just as far as it reaches. */
  readonly box: Box;
}

/** @returns undefined when there is nothing */
export function excerptOf({ shapes, selection }: Pick<Editor, "shapes" | "selection">): Excerpt | undefined {
  const ids = selection.ids.peek();
  const chosen = [...shapes.frames.withContents(ids)].flatMap((id) => shapes.get(id) ?? []);
  const all = (chosen.length > 0 ? chosen : [...shapes.all()]).sort(comparePaint);
  const only = ids.size === 1 ? shapes.frames.get([...ids][0]) : undefined;
  if (only) return { shapes: all, pictured: all.filter((shape) => shape !== only), box: whole(uprightOf(only)) };
  const box = uncarried(all).reduce<Box | undefined>(
    (sum, id) => union(sum, paintedExtent(shapes.get(id)!)),
    undefined,
  );
  return box && { shapes: all, pictured: all, box: whole(grow(box, ROOM)) };
}

/** Whole units, so that pictures of all kinds lie on the same pixels. */
function whole({ minX, minY, maxX, maxY }: Box): Box {
  return { minX: Math.floor(minX), minY: Math.floor(minY), maxX: Math.ceil(maxX), maxY: Math.ceil(maxY) };
}
