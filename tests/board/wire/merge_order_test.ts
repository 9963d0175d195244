import assert from "node:assert/strict";
import * as Y from "yjs";
import { join, splice } from "../../../board/wire/update_merge.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";

/** The updates of a list that clients write to in turn. */
function updatesOf(clients: readonly number[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  for (const [i, client] of clients.entries()) {
    doc.clientID = client;
    doc.getMap("shapes").set(`${i}`, i);
  }
  return updates;
}

function keysOf(...updates: Uint8Array[]): string[] {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return [...doc.getMap("shapes").keys()].sort();
}

const merged = (merge: typeof splice, ...updates: Uint8Array[]) =>
  merge(updates.map((update) => scanOwnUpdate(update)));

Deno.test("a merged update lists clients as Yjs does, which relies on it when it merges updates", () => {
  const [one, two] = updatesOf([1, 2]);
  for (const merge of [splice, join]) {
    assert.deepEqual(merged(merge, one, two), Y.mergeUpdates([one, two]));
  }
});

Deno.test("updates that list clients in any order merge into one that loses nothing", () => {
  const [one, two, oneMore, twoMore] = updatesOf([1, 2, 1, 2]);
  // As another program may write it: the client with the lower id first.
  const [first, second] = [oneMore, twoMore].map((update) => update.subarray(1, -1));
  const ascending = new Uint8Array([2, ...first, ...second, 0]);
  assert.deepEqual(keysOf(one, two, ascending), ["0", "1", "2", "3"]);
  for (const later of [ascending, merged(splice, oneMore, twoMore)]) {
    assert.deepEqual(keysOf(merged(splice, later, two, one)), ["0", "1", "2", "3"]);
    assert.deepEqual(keysOf(merged(join, later, two, one)), ["0", "1", "2", "3"]);
  }
});
