import * as Y from "yjs";
import { type Board, plainText } from "../../../board/document.ts";
import { startOfLetter } from "../../../board/letters.ts";
import type { TextPosition, Typing } from "../../../board/wire/presence.ts";

/**
 * A position in a text that survives other people's edits. It is bound to the character before it, so that text
 * another person inserts at the same position comes after it, and two people typing at one end do not mix letters.
 */
export function textPositionOf(text: Y.Text, index: number): TextPosition {
  const item = Y.createRelativePositionFromTypeIndex(text, index, -1).item;
  return item && index > 0 ? [item.client, item.clock] : null;
}

/**
 * @returns the index in UTF-16 units; undefined when the text is not, or not yet, the one that the position refers to
 */
export function indexOf(text: Y.Text, position: TextPosition): number | undefined {
  if (position === null) return 0;
  const { doc } = text;
  if (doc === null) return undefined;
  const relative = new Y.RelativePosition(null, null, Y.createID(...position), -1);
  const place = Y.createAbsolutePositionFromRelativePosition(relative, doc);
  return place?.type === text ? place.index : undefined;
}

/** A peer's selection as indexes of the plain text; undefined while it cannot be resolved. */
export function rangeOf(board: Board, { shape, anchor, head }: Typing): { anchor: number; head: number } | undefined {
  if (!board.shapes.has(shape)) return undefined;
  const text = board.textOf(shape);
  const ends = [anchor, head].map((position) => indexOf(text, position));
  const plain = plainText(text);
  const [from, to] = ends.map((end) =>
    end === undefined ? undefined : startOfLetter(plain, Math.min(end, plain.length))
  );
  return from === undefined || to === undefined ? undefined : { anchor: from, head: to };
}
