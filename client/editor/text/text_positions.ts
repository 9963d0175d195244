import * as Y from "yjs";
import { type Board, plainText } from "../../../board/document.ts";
import { startOfLetter } from "../../../board/letters.ts";
import type { TextPosition, Typing } from "../../../board/wire/presence.ts";

/** A letter: the client that wrote it, and its clock. */
type Spot = NonNullable<TextPosition>;

/**
 * A position in a text that survives other people's edits. It is bound to the character before it, so that text
 * another person inserts at the same position comes after it, and two people typing at one end do not mix letters.
 */
export function textPositionOf(text: Y.Text, index: number): TextPosition {
  if (index <= 0) return null;
  let last: TextPosition = null;
  for (let item = text._start; item !== null; item = item.right) {
    const { client, clock } = item.id;
    if (item.deleted || !item.countable) continue;
    if (index <= item.length) return [client, clock + index - 1];
    index -= item.length;
    last = [client, clock + item.length - 1];
  }
  return last;
}

/**
 * @returns the index in UTF-16 units; undefined when the text is not, or not yet, the one that the position refers to
 */
export function indexOf(text: Y.Text, position: TextPosition): number | undefined {
  if (position === null) return 0;
  const found = text.doc && letterAt(text.doc, position);
  if (!found || found.item.parent !== text) return undefined;
  let index = isShown(found.item) ? found.at + 1 : 0;
  for (let { left } = found.item; left !== null; left = left.left) if (isShown(left)) index += left.length;
  return index;
}

/** The item with a letter, or with its copy, if undo restored it. */
function letterAt({ store }: Y.Doc, [client, clock]: Spot): { item: Y.Item; at: number } | undefined {
  if (Y.getState(store, client) <= clock) return undefined;
  for (let id = Y.createID(client, clock);;) {
    const item = Y.getItem(store, id);
    if (!(item instanceof Y.Item)) return undefined;
    const at = id.clock - item.id.clock;
    if (item.redone === null) return { item, at };
    id = Y.createID(item.redone.client, item.redone.clock + at);
  }
}

function isShown({ deleted, countable }: Y.Item): boolean {
  return !deleted && countable;
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
