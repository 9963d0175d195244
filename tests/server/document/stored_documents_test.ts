import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as Y from "yjs";
import { PIECE_BYTES } from "../../../board/limits.ts";
import { pieces, splice, spliced } from "../../../board/wire/update_merge.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { compacted } from "../../../server/document/compacted.ts";
import { cut } from "../../../server/document/board_encoding.ts";
import { buildDocument } from "../../../server/document/stored_document.ts";
import { garbageCollection } from "../../../server/process/garbage_collection.ts";
import { documentFacts } from "../../support/board/document_facts.ts";
import { editedDocument } from "../../support/board/edited_document.ts";
import { seeded } from "../../support/random.ts";

Deno.test("every stored document can be loaded, cut, spliced and compacted without a change of content", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const stored = editedDocument(seeded(seed), 40).updates;
    const facts = documentFacts(stored);
    const whole = Y.encodeStateAsUpdate(buildDocument(stored));
    assert.equal(documentFacts(cut(whole)), facts, `cut, seed ${seed}`);
    assert.equal(documentFacts(pieces(scanOwnUpdate(whole, { cutBytes: 20 }), 60)), facts, `pieces, seed ${seed}`);
    const scans = stored.map((update) => scanOwnUpdate(update));
    assert.equal(documentFacts([splice(scans)]), facts, `splice, seed ${seed}`);
    const inPieces = spliced(scans);
    for (const time of ["first", "second"]) {
      assert.equal(documentFacts([Buffer.concat([...inPieces])]), facts, `spliced, read a ${time} time, seed ${seed}`);
    }
    const snapshot = compacted(stored);
    assert.equal(documentFacts([snapshot]), facts, `compacted, seed ${seed}`);
    assert.deepEqual(compacted([snapshot]), snapshot, `compacted twice, seed ${seed}`);
  }
});

Deno.test("structs that Yjs has merged beyond the limits of a frame are cut and compacted", () => {
  const doc = new Y.Doc();
  doc.clientID = 7;
  doc.getMap("shapes").set("large", new Uint8Array(2 * PIECE_BYTES));
  // Structs that were deleted together: Yjs merges them into one.
  const length = 2 ** 24;
  for (let clock = 0; clock < 4; clock++) {
    const at = varUint(clock * length);
    Y.applyUpdate(doc, Uint8Array.from([1, 1, 5, ...at, 0, ...varUint(length), 0]));
  }
  const whole = Y.encodeStateAsUpdate(doc);
  assert.equal(documentFacts(cut(whole)), documentFacts([whole]));
  assert.deepEqual(compacted([whole]), whole);
});

function varUint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 | value % 128);
  return [...bytes, value];
}

Deno.test("a document takes a tenth less memory than one of Yjs, with the same content", () => {
  const source = new Y.Doc();
  source.transact(() => {
    for (let i = 0; i < 3_000; i++) {
      source.getMap("shapes").set(`shape ${i}`, new Y.Map(Object.entries({ kind: "ink", x: i, y: 1.5, color: "red" })));
    }
  });
  const update = Y.encodeStateAsUpdate(source);
  const heap = (build: () => Y.Doc) => {
    const { run } = garbageCollection()!;
    run();
    const before = Deno.memoryUsage().heapUsed;
    const doc = build();
    run();
    return { bytes: Deno.memoryUsage().heapUsed - before, doc };
  };
  const plain = heap(() => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    return doc;
  });
  const tight = heap(() => buildDocument([update]));
  assert.ok(tight.bytes < plain.bytes * 0.9, `${tight.bytes} instead of ${plain.bytes} bytes`);
  assert.deepEqual(tight.doc.getMap("shapes").toJSON(), plain.doc.getMap("shapes").toJSON());
});
