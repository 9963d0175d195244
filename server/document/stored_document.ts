import * as Y from "yjs";
import { assertWhole } from "./soundness.ts";

/** @throws as those below do */
export function documentOf(updates: readonly Uint8Array[], isDamaged: boolean): Y.Doc {
  return isDamaged ? salvageDocument(updates) : buildDocument(updates);
}

/** One document from updates in order. @throws when one cannot be applied or something is missing. */
export function buildDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  applyAll(doc, updates, "store");
  assertWhole(doc);
  return doc;
}

/**
 * What can be had of a board that lost entries: what builds on them is left out, and stays in the store. A peer that
 * has it is asked for it when it joins, as the state vector says that it is missing.
 *
 * @throws when an update cannot be applied
 */
export function salvageDocument(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update, "store");
  forgetPending(doc);
  return doc;
}

/** In one transaction. */
export function applyAll(doc: Y.Doc, updates: readonly Uint8Array[], origin: string): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, origin);
  }, origin);
}

/** What waits for entries that are lost. */
export function forgetPending({ store }: Y.Doc): void {
  store.pendingStructs = null;
  store.pendingDs = null;
}

export function bytesOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((bytes, { length }) => bytes + length, 0);
}
