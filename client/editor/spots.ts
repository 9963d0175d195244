import * as Y from "yjs";
import { type Board, plainText } from "../../board/document.ts";
import { startOfLetter } from "../../board/letters.ts";
import type { Spot, Typing } from "../../board/presence.ts";

/**
 * Places in a text that stay where they are while others type. A place holds on to the character before it: what
 * somebody else inserts at the same place comes behind, so that two people at one end do not shuffle their letters.
 */
export function spotOf(text: Y.Text, index: number): Spot {
  const item = Y.createRelativePositionFromTypeIndex(text, index, -1).item;
  return item && index > 0 ? [item.client, item.clock] : null;
}

/** @returns undefined when the text is not, or not yet, as it was when the spot was taken */
export function indexOf(text: Y.Text, spot: Spot): number | undefined {
  if (spot === null) return 0;
  const { doc } = text;
  if (doc === null) return undefined;
  const position = new Y.RelativePosition(null, null, Y.createID(...spot), -1);
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc);
  return place?.type === text ? place.index : undefined;
}

/** What somebody has selected in a text, as places in what is shown of it; undefined while that cannot be said. */
export function rangeOf(board: Board, { shape, anchor, head }: Typing): { anchor: number; head: number } | undefined {
  if (!board.shapes.has(shape)) return undefined;
  const text = board.textOf(shape);
  const ends = [anchor, head].map((spot) => indexOf(text, spot));
  const plain = plainText(text);
  const [from, to] = ends.map((end) =>
    end === undefined ? undefined : startOfLetter(plain, Math.min(end, plain.length))
  );
  return from === undefined || to === undefined ? undefined : { anchor: from, head: to };
}
