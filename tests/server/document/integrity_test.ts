import assert from "node:assert/strict";
import * as Y from "yjs";
import { TYPE_DEPTH_MAX } from "../../../board/limits.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { assertSound, newPart } from "../../../server/document/integrity.ts";
import { nest } from "../../fault/fuzz/hostile_update.ts";
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";

const DELETED = 1, TYPE = 7, BINARY = 3, STRING = 4;
const KEY = 0b0010_0000, LEFT = 0b1000_0000, RIGHT = 0b0100_0000;
const [shapes, edits, k] = ["shapes", "edits", "k"].map((text) => [text.length, ...new TextEncoder().encode(text)]);

/** An update of one client, without deletions; every number is below 128. */
function run(client: number, clock: number, ...structs: number[][]): Uint8Array {
  return new Uint8Array([1, structs.length, client, clock, ...structs.flat(), 0]);
}

function documentOf(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

Deno.test("the rest of a partly known struct follows the known part, whatever position the sender states", () => {
  // Seed 6929 of the first long run: who had applied it had one list of what stands in `edits` and under the key of
  // `shapes`.
  const known = run(5, 0, [DELETED | KEY, 1, ...shapes, ...k, 1], [BINARY, 1, ...edits, 1, 0]);
  const hostile = run(5, 0, [DELETED | KEY, 1, ...shapes, ...k, 4]);
  const later = run(9, 0, [BINARY | KEY, 1, ...shapes, ...k, 1, 0]);
  const copy = (update: Uint8Array) => documentOf(known, update, later);
  assert.notEqual(factsOf(copy(hostile)), documentFacts([Y.encodeStateAsUpdate(copy(hostile))]), "Yjs has mended it");

  const doc = documentOf(known);
  const part = newPart(doc, scanOwnUpdate(hostile));
  assert.deepEqual(part.runs.map(({ client, clock, end }) => [client, clock, end]), [[5, 2, 4]]);
  assertSound(doc, part);
  assert.equal(factsOf(copy(part.bytes)), documentFacts([Y.encodeStateAsUpdate(copy(part.bytes))]));
});

Deno.test("an update without known content is left unchanged", () => {
  const doc = documentOf(run(5, 0, [STRING, 1, ...edits, 1, 0x61]));
  const scan = scanOwnUpdate(run(5, 1, [STRING | LEFT, 5, 0, 2, 0x62, 0x63]));
  assert.equal(newPart(doc, scan), scan);
});

const unsound: [string, Uint8Array, RegExp][] = [
  ["types that nest too deep in one update", nest(6, 0, TYPE_DEPTH_MAX + 1), /nest/],
  ["types that nest without end", nest(6, 0, 100_000), /nest/],
  [
    "a type at the bottom of those that are there",
    run(6, 0, [TYPE | KEY, 0, 5, TYPE_DEPTH_MAX - 1, ...k, 1]),
    /nest/,
  ],
  [
    "a struct between one of a list and one of another",
    run(6, 0, [BINARY | LEFT | RIGHT, 5, 8, 5, 9, 1, 0]),
    /one place/,
  ],
  ["a struct before the value of a key", run(6, 0, [BINARY | RIGHT, 5, 9, 1, 0]), /order/],
  ["several values of one key", run(6, 0, [STRING | KEY, 1, ...shapes, ...k, 2, 0x61, 0x62]), /several/],
  [
    "structs of two clients that each stand behind the other",
    new Uint8Array([2, 1, 6, 0, STRING | LEFT, 7, 0, 1, 0x61, 1, 7, 0, STRING | LEFT, 6, 0, 1, 0x62, 0]),
    /wait/,
  ],
];

for (const [what, update, reason] of unsound) {
  Deno.test(`${what}: refused before anything is changed`, () => {
    const doc = documentOf(nest(5, 0, TYPE_DEPTH_MAX));
    Y.applyUpdate(doc, run(5, TYPE_DEPTH_MAX, [BINARY, 1, ...edits, 1, 0], [BINARY | KEY, 1, ...edits, ...k, 1, 0]));
    const before = factsOf(doc);
    assert.throws(() => assertSound(doc, scanOwnUpdate(update)), reason);
    assert.equal(factsOf(doc), before);
    assert.deepEqual([...doc.share.keys()].sort(), ["edits", "shapes"]);
  });
}

Deno.test("text, lists and maps as Yjs writes them are sound", () => {
  const [ann, bob] = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  for (const doc of [ann, bob]) doc.on("update", (update) => updates.push(update));
  const text = (doc: Y.Doc) => doc.getText("text/a");
  text(ann).insert(0, "hello world");
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann));
  text(bob).insert(5, ", wide");
  text(ann).format(2, 4, { bold: true });
  text(ann).delete(0, 3);
  bob.getMap("meta").set("list", Y.Array.from([1, 2, new Y.Map([["a", new Y.Text("deep")]])]));
  bob.getMap("meta").set("list", 1);
  bob.getArray("a").insert(0, [1, 2, 3]);
  bob.getArray("a").insert(1, [4]);

  const doc = new Y.Doc();
  for (const update of updates) {
    const part = newPart(doc, scanOwnUpdate(update));
    assertSound(doc, part);
    Y.applyUpdate(doc, part.bytes);
  }
  const whole = scanOwnUpdate(Y.mergeUpdates(updates));
  assert.ok(whole.isOdd);
  assertSound(new Y.Doc(), whole);
  assert.equal(factsOf(doc), documentFacts(updates));
});
