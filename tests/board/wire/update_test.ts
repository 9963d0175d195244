import assert from "node:assert/strict";
import * as Y from "yjs";
import { join, pieces, splice } from "../../../board/wire/update_merge.ts";
import { scanOwnUpdate, scanPeerUpdate } from "../../../board/wire/update.ts";
import { editedDocument } from "../../support/board/edited_document.ts";
import { seeded } from "../../support/random.ts";

Deno.test("scan accepts every update that Yjs writes and finds the same clocks", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { doc, updates } = editedDocument(seeded(seed), 40);
    for (const update of [...updates, Y.encodeStateAsUpdate(doc), Y.mergeUpdates(updates)]) {
      const { runs } = scanOwnUpdate(update);
      const ends = new Map(runs.map(({ client, end }) => [client, end]));
      const expected = Y.parseUpdateMeta(update).to;
      assert.deepEqual(ends, expected, `seed ${seed}`);
    }
  }
});

Deno.test("scan rejects an update that is truncated, has trailing bytes, or has a gap", () => {
  const { updates, doc } = editedDocument(seeded(7), 60);
  const whole = Y.encodeStateAsUpdate(doc);
  for (let length = 0; length < whole.length; length += 7) {
    assert.throws(() => scanOwnUpdate(whole.slice(0, length)), `${length} bytes`);
  }
  assert.throws(() => scanOwnUpdate(new Uint8Array([...whole, 0])));
  assert.throws(() => scanOwnUpdate(Y.mergeUpdates([updates[0], updates[updates.length - 1]])), /hole/);
});

Deno.test("an update with altered bytes that scan accepts never makes Yjs throw", () => {
  let accepted = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const { doc, updates } = editedDocument(random, 25);
    for (let i = 0; i < 40; i++) {
      const bytes = random.pick(updates).slice();
      for (let n = random.below(3); n >= 0; n--) bytes[random.below(bytes.length)] = random.below(256);
      try {
        scanPeerUpdate(bytes);
      } catch {
        continue;
      }
      accepted++;
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      assert.doesNotThrow(() => Y.decodeUpdate(bytes), `seed ${seed}, try ${i}`);
    }
  }
  assert.ok(accepted > 500, `only ${accepted} mutants were accepted, so the test says little`);
});

Deno.test("splice is equivalent to mergeUpdates", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const writers = [editedDocument(random, 15), editedDocument(random, 15), editedDocument(random, 15)];
    const stream: Uint8Array[] = [];
    while (writers.some(({ updates }) => updates.length > 0)) {
      const next = random.pick(writers).updates.shift();
      if (next) stream.push(next);
    }
    const spliced = splice(stream.map((update) => scanOwnUpdate(update)));
    assert.doesNotThrow(() => scanOwnUpdate(spliced));
    assert.deepEqual(state([spliced]), state([Y.mergeUpdates(stream)]), `seed ${seed}`);
  }
});

Deno.test("splice of overlapping updates is correct", () => {
  const { updates } = editedDocument(seeded(3), 30);
  const twice = [...updates.slice(0, 10), ...updates.slice(5, 12)].map((update) => scanOwnUpdate(update));
  assert.deepEqual(state([splice(twice)]), state(updates.slice(0, 12)));
});

Deno.test("join is equivalent to all updates, in any order and with repetitions", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const { doc, updates } = editedDocument(random, 30);
    const whole = Y.encodeStateAsUpdate(doc);
    const parts = pieces(scanOwnUpdate(whole, { cutBytes: 50 }), 200);
    const drawn = updates.slice(random.below(updates.length));
    const all = [...drawn, ...parts].map((update) => scanOwnUpdate(update));
    assert.deepEqual(state([join(all)]), state([whole]), `seed ${seed}`);
    assert.deepEqual(state([join(all.toReversed())]), state([whole]), `seed ${seed}`);
  }
});

Deno.test("a difference and the changes before it are joined without reading their structs", () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update) => updates.push(update));
  for (let i = 0; i < 10; i++) doc.getMap("shapes").set(`s.${i}`, i);
  const whole = Y.encodeStateAsUpdate(doc);
  const parts = pieces(scanOwnUpdate(whole, { cutBytes: 20 }), 50);
  assert.ok(parts.length > 2);
  const middle = Y.mergeUpdates(updates.slice(2, 9));
  const scans = [middle, ...updates.slice(4), ...parts].map((update) => scanOwnUpdate(update));
  assert.deepEqual(join(scans), whole);
  assert.throws(() => join([scans[0], scanOwnUpdate(updates[0])]), /gap/);
});

Deno.test("pieces are together equivalent to the whole update", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { doc } = editedDocument(seeded(seed), 400);
    const whole = Y.encodeStateAsUpdate(doc);
    const parts = pieces(scanOwnUpdate(whole, { cutBytes: 200 }), 800);
    assert.ok(parts.length > 2, `seed ${seed}: one piece only`);
    assert.ok(parts.every((part) => part.length < 4_000));
    assert.deepEqual(state(parts), state([whole]), `seed ${seed}`);
  }
});

/** State vector and content after applying updates to an empty document. */
function state(updates: readonly Uint8Array[]): unknown {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  assert.equal(doc.store.pendingStructs, null);
  const roots = {
    map: doc.getMap("shapes").toJSON(),
    text: doc.getText("text").toDelta(),
    list: doc.getArray("list").toJSON(),
  };
  return { ...roots, clocks: Y.decodeStateVector(Y.encodeStateVector(doc)) };
}

Deno.test("scan rejects references to itself or to later structs, on which Yjs would stop half-way", () => {
  const [left, right, parent] = [0b1000_0100, 0b0100_0100, 0b0000_0100];
  const update = (info: number, at: number) => {
    const reference = info === parent ? [0, 5, at] : [5, at];
    return new Uint8Array([1, 2, 5, 0, 4, 1, 1, 0x74, 1, 0x61, info, ...reference, 1, 0x62, 0]);
  };
  for (const info of [left, right, parent]) {
    for (const at of [1, 2, 2 ** 7 - 1]) {
      assert.throws(() => scanOwnUpdate(update(info, at)), /comes later/, `info ${info}, clock ${at}`);
    }
    assert.equal(scanOwnUpdate(update(info, 0)).runs[0].end, 2, `info ${info}`);
  }
});

Deno.test("updates that Yjs writes never start a list or key twice, separately or merged", () => {
  for (let seed = 0; seed < 40; seed++) {
    const { doc, updates } = editedDocument(seeded(seed), 60);
    for (const update of [...updates, Y.encodeStateAsUpdate(doc), Y.mergeUpdates(updates)]) {
      scanPeerUpdate(update);
    }
  }
});

Deno.test("scan rejects a writer that starts the same key repeatedly, which would block Yjs for minutes", () => {
  const value = [0b0010_1000, 1, 1, 0x73, 1, 0x6b, 1, 120];
  const twice = new Uint8Array([1, 2, 5, 0, ...value, ...value, 0]);
  assert.throws(() => scanPeerUpdate(twice), /twice/);
  assert.equal(scanOwnUpdate(twice).runs[0].structs, 2, "what is stored already can still be read");
});
