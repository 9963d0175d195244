import * as Y from "yjs";
import { assertWhole } from "./integrity.ts";

/** @throws like `salvageDocument` or `buildDocument` */
export function documentOf(updates: readonly Uint8Array[], isDamaged: boolean): Y.Doc {
  return isDamaged ? salvageDocument(updates) : buildDocument(updates);
}

/** Builds a document from updates in order. @throws when one cannot be applied or something is missing */
export function buildDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
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
  const doc = new Y.Doc();
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
