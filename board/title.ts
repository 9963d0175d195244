import * as Y from "yjs";
import type { Board } from "./document.ts";
import { readName } from "./name.ts";

const KEY = "title";

/** The title of a board, cleaned. Empty when it has none, or one that is not a text. */
export function titleOf({ meta }: Board): string {
  return readName(meta.get(KEY));
}

/** Sets the title. An empty title removes it. Does nothing when the title stays the same. */
export function setTitle(board: Board, title: string): void {
  const next = readName(title);
  if (next === titleOf(board)) return;
  if (next === "") board.meta.delete(KEY);
  else board.meta.set(KEY, next);
}

/** An empty board with a title, as a Yjs update. */
export function titledUpdate(title: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap("meta").set(KEY, readName(title));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
