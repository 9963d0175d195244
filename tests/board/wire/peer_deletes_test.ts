import assert from "node:assert/strict";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { scanPeerUpdate } from "../../../board/wire/update.ts";

/** 300 letters, and two peers that delete some of them: the first in the middle, the second before and after. */
function deletions(): { readonly letters: Uint8Array; readonly deletes: Uint8Array[]; readonly text: string } {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, "0123456789".repeat(30));
  const letters = Y.encodeStateAsUpdate(doc);
  const deletes = [[140, 20], [10, 5], [200, 3]].map(([at, length]) => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, letters);
    let made: Uint8Array = new Uint8Array();
    copy.once("update", (update: Uint8Array) => void (made = update));
    copy.getText("text").delete(at, length);
    return made;
  });
  for (const update of deletes) Y.applyUpdate(doc, update);
  return { letters, deletes, text: doc.getText("text").toString() };
}

function readDeletesFirst(deletes: Uint8Array, letters: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, deletes);
  Y.applyUpdate(doc, letters);
  return doc;
}

Deno.test("deletions of a peer that are out of order, doubled or overlap may arrive before what they delete", () => {
  const { letters, deletes, text } = deletions();
  const [client] = Y.parseUpdateMeta(letters).to.keys();
  const ranges = deletes.flatMap((update) => Y.decodeUpdate(update).ds.clients.get(client)!);
  const encoder = encoding.createEncoder();
  // No structs; the client comes twice.
  for (const number of [0, 2, client, 2, 200, 3, 141, 2, client, ranges.length]) encoding.writeVarUint(encoder, number);
  for (const { clock, len } of ranges) {
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarUint(encoder, len);
  }
  const { bytes, deletes: { clients, from } } = scanPeerUpdate(encoding.toUint8Array(encoder));
  const doc = readDeletesFirst(bytes, letters);
  assert.equal(doc.getText("text").toString(), text);
  assert.equal(doc.store.pendingDs, null);
  assert.deepEqual({ clients, from }, { clients: 1, from: 2 });
});

Deno.test("an update whose deletions are in order keeps its bytes", () => {
  for (const update of deletions().deletes) assert.equal(scanPeerUpdate(update).bytes, update);
});
