import * as Y from "yjs";
import { assertWhole } from "./integrity.ts";

/** Longer lists of values stay as they are. */
const TIGHT_MAX = 32;

/** @throws like `salvageDocument` or `buildDocument` */
export function documentOf(updates: readonly Uint8Array[], isDamaged: boolean): Y.Doc {
  return isDamaged ? salvageDocument(updates) : buildDocument(updates);
}

/** An empty document whose values take no more memory than they need. */
export function newDocument(): Y.Doc {
  const doc = new Y.Doc();
  doc.on("afterTransactionCleanup", tighten);
  return doc;
}

/** Yjs appends values to lists one by one, and V8 reserves 16 places for that: a sixth of the memory of a board. */
function tighten({ doc, beforeState, afterState }: Y.Transaction): void {
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0;
    if (start === end) continue;
    const structs = doc.store.clients.get(client)! as (Y.Item | Y.GC)[];
    for (let i = Y.findIndexSS(structs, start); i < structs.length; i++) {
      const struct = structs[i];
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue;
      const { content } = struct;
      // Of a long list the reserve is a small part, and it would be copied with each value that is appended.
      if (content.arr.length <= TIGHT_MAX) content.arr = content.arr.slice();
    }
  }
}

/** Builds a document from updates in order. @throws when one cannot be applied or something is missing */
export function buildDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = newDocument();
  applyAll(doc, updates, "store");
  assertWhole(doc);
  return doc;
}

/**
 * Builds a document of a board that lost entries. Updates that depend on them are left out and stay in the store. The
 * state vector lacks the missing parts, so every joining peer is asked for them.
 *
 * @throws when an update cannot be applied
 */
export function salvageDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = newDocument();
  for (const update of updates) Y.applyUpdate(doc, update, "store");
  forgetPending(doc);
  return doc;
}

/** Applies updates in one transaction. @throws when one cannot be applied */
export function applyAll(doc: Y.Doc, updates: readonly Uint8Array[], origin: string): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, origin);
  }, origin);
}

/** Drops pending structs and deletions that wait for lost entries. */
export function forgetPending({ store }: Y.Doc): void {
  store.pendingStructs = null;
  store.pendingDs = null;
}

export function bytesOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((bytes, { length }) => bytes + length, 0);
}
