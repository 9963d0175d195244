import assert from "node:assert/strict";
import * as Y from "yjs";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { deletesMore } from "../../../server/document/deletions.ts";

/** A document with three values, and an update that deletes `keys` and writes `more` new ones. */
function deletion(keys: readonly string[], more: number): { doc: Y.Doc; update: Uint8Array } {
  const doc = new Y.Doc(), peer = new Y.Doc();
  for (const key of ["a", "b", "c"]) doc.getMap("edits").set(key, "a long value, longer than what is written");
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(peer);
  peer.transact(() => {
    for (const key of keys) peer.getMap("edits").delete(key);
    for (let i = 0; i < more; i++) peer.getMap("edits").set(`new.${i}`, 1);
  });
  return { doc, update: Y.encodeStateAsUpdate(peer, before) };
}

Deno.test("an update that deletes two structs and adds one deletes more than it adds", () => {
  const { doc, update } = deletion(["a", "b"], 1);
  assert.equal(deletesMore(doc, scanOwnUpdate(update)), true);
  Y.applyUpdate(doc, update);
  assert.equal(deletesMore(doc, scanOwnUpdate(update)), false, "what was deleted before does not count");
});

Deno.test("an update that adds as many structs as it deletes does not delete more", () => {
  const { doc, update } = deletion(["a", "b"], 2);
  assert.equal(deletesMore(doc, scanOwnUpdate(update)), false);
});

Deno.test("a range that comes several times counts once", () => {
  const { doc, update } = deletion(["a"], 1);
  const scan = scanOwnUpdate(update);
  assert.equal(deletesMore(doc, scan), false);
  const { clients, from } = scan.deletes;
  const ranges = update.subarray(from);
  const repeated = Uint8Array.from([...update.subarray(0, from - 1), 3 * clients, ...ranges, ...ranges, ...ranges]);
  assert.equal(deletesMore(doc, scanOwnUpdate(repeated)), false);
});
