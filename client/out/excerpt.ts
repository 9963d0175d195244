import { uprightOf } from "../../board/figure/place.ts";
import { comparePaint } from "../../board/order.ts";
import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import { paintedExtent } from "../editor/extent.ts";
import { type Box, grow, union } from "../geometry/box.ts";

/** Room around what is drawn, board units. */
const ROOM = 16;

/** What is to leave the board: everything, what is selected, or a frame with what is on it. */
export interface Excerpt {
  /** Bottom first. */
  readonly shapes: readonly Shape[];
  /** All that they paint on, and some room. A frame is shown just as far as it reaches. */
  readonly box: Box;
}

/** @returns undefined when there is nothing */
export function excerptOf({ shapes, selection }: Pick<Editor, "shapes" | "selection">): Excerpt | undefined {
  const ids = selection.ids.peek();
  const chosen = [...ids].map((id) => shapes.get(id)).filter((shape) => shape !== undefined);
  if (chosen.length === 1 && chosen[0].kind === "frame") {
    const [frame] = chosen;
    const carried = [...shapes.all()].filter((shape) => shape.frame === frame.id);
    return { shapes: carried.sort(comparePaint), box: whole(uprightOf(frame)) };
  }
  const all = chosen.length > 0 ? chosen : [...shapes.all()];
  const box = all.reduce<Box | undefined>((sum, shape) => union(sum, paintedExtent(shape)), undefined);
  return box && { shapes: all.sort(comparePaint), box: whole(grow(box, ROOM)) };
}

/** Whole units, so that pictures of all kinds lie on the same pixels. */
function whole({ minX, minY, maxX, maxY }: Box): Box {
  return { minX: Math.floor(minX), minY: Math.floor(minY), maxX: Math.ceil(maxX), maxY: Math.ceil(maxY) };
}
