import assert from "node:assert/strict";
import * as Y from "yjs";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { splice } from "../../../board/wire/update_merge.ts";

/** A document of one writer, and updates of other peers; each deletes the values under its keys. */
function deletions(count: number, deleted: readonly (readonly number[])[]) {
  const doc = new Y.Doc();
  doc.clientID = 7;
  const map = doc.getMap<number>("map");
  for (let i = 0; i < count; i++) map.set(`${i}`, i);
  const updates = deleted.map((keys) => {
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    let update: Uint8Array = new Uint8Array();
    other.once("update", (made: Uint8Array) => void (update = made));
    other.transact(() => keys.forEach((key) => other.getMap("map").delete(`${key}`)));
    return update;
  });
  return { doc, updates };
}

Deno.test("deletions that came before their content, twice: the content is deleted as it comes, and nothing else", () => {
  const { doc, updates } = deletions(4, [[2], [2, 3], [0]]);
  const merged = splice(updates.map((update) => scanOwnUpdate(update)));
  assert.deepEqual(
    [...Y.decodeUpdate(merged).ds.clients].map(([client, ranges]) => [client, ranges.map((range) => ({ ...range }))]),
    [[7, [{ clock: 0, len: 1 }, { clock: 2, len: 2 }]]],
  );
  const copy = new Y.Doc();
  Y.applyUpdate(copy, merged);
  // The same again while the structs are missing.
  Y.applyUpdate(copy, merged);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  assert.equal(copy.store.pendingDs, null);
  const before = Y.encodeStateVector(doc);
  for (let i = 0; i < 300; i++) doc.getMap("map").set(`later ${i}`, i);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, before));
  assert.equal(copy.getMap("map").size, 301);
  assert.ok(copy.getMap("map").has("1"));
});

Deno.test("merged deletions are those of Yjs, in any order", () => {
  const { updates } = deletions(6, [[5], [1, 2, 3], [0, 5], [2], [4]]);
  const ranges = (update: Uint8Array) =>
    [...Y.decodeUpdate(update).ds.clients].map(([client, all]) => [client, all.map(({ clock, len }) => [clock, len])]);
  for (const order of [[0, 1, 2, 3, 4], [4, 2, 0], [3, 1], [1, 0]]) {
    const some = order.map((i) => updates[i]);
    assert.deepEqual(
      ranges(splice(some.map((update) => scanOwnUpdate(update)))),
      ranges(Y.mergeUpdates(some)),
      `${order}`,
    );
  }
});
