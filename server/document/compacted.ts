import * as Y from "yjs";
import { buildDocument } from "./stored_document.ts";

/**
 * Merges updates into one without deleted content. The result is verified before it is returned: a document built from
 * it has the same structs and deletions, and encodes to the same bytes.
 *
 * @throws when the updates are not a complete document, or the copy differs
 */
export function compacted(updates: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const doc = buildDocument(updates);
  const update = Y.encodeStateAsUpdate(doc) as Uint8Array<ArrayBuffer>;
  const copy = buildDocument([update]);
  const isSame = Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy)) && areEqual(update, Y.encodeStateAsUpdate(copy));
  doc.destroy();
  copy.destroy();
  if (!isSame) throw new Error("Cannot compact the board as a copy of it would differ");
  return update;
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
