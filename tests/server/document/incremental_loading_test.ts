import assert from "node:assert/strict";
import * as Y from "yjs";
import { inCausalOrder } from "../../../board/wire/causal_order.ts";
import { PIECE_BYTES } from "../../../board/limits.ts";
import { decodeFrame } from "../../../board/wire/protocol.ts";
import { eachPiece } from "../../../board/wire/update_merge.ts";
import { scanOwnUpdate } from "../../../board/wire/update.ts";
import { encodedLength, encodedParts } from "../../../server/document/encoded_parts.ts";
import { LiveDocument } from "../../../server/document/live_document.ts";
import { loadDocument } from "../../../server/document/incremental_loading.ts";
import { buildDocument } from "../../../server/document/stored_document.ts";
import { documentFacts, factsOf } from "../../support/board/document_facts.ts";
import { edit } from "../../support/board/edited_document.ts";
import { type Random, seeded } from "../../support/random.ts";

function exchange(from: Y.Doc, to: Y.Doc): void {
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

/** What people wrote together: they heard of each other now and then, and took some of it back. */
function written(random: Random, steps: number): Y.Doc {
  const people = Array.from({ length: 2 + random.below(3) }, () => {
    const doc = new Y.Doc();
    doc.clientID = random.below(2 ** 32);
    return { doc, undo: new Y.UndoManager([doc.getMap("shapes"), doc.getText("text")], { captureTimeout: 0 }) };
  });
  for (let i = 0; i < steps; i++) {
    const { doc, undo } = random.pick(people);
    const what = random.below(10);
    if (what === 0) undo.undo();
    else if (what === 1) undo.redo();
    else edit(doc, random);
    if (random.below(2) === 0) exchange(doc, random.pick(people).doc);
  }
  const whole = new Y.Doc({ gc: random.below(2) === 0 });
  for (const { doc } of people) exchange(doc, whole);
  return whole;
}

Deno.test("a document that is built of pieces in causal order never waits, and is the one that is built at once", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seeded(seed);
    const update = Y.encodeStateAsUpdate(written(random, 60));
    const max = { bytes: 1 + random.below(200), structs: 1 + random.below(10) };
    const scan = scanOwnUpdate(update, { cutBytes: max.bytes, cutStructs: max.structs, cutNeeds: true });
    const runs = inCausalOrder(scan.runs)!;
    assert.equal(runs.length, scan.runs.length);
    const doc = new Y.Doc();
    for (const piece of eachPiece({ ...scan, runs }, max)) {
      Y.applyUpdate(doc, piece);
      assert.equal(doc.store.pendingStructs, null, `seed ${seed}`);
    }
    const whole = buildDocument([update]);
    assert.deepEqual(Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(whole), `seed ${seed}`);
    assert.equal(factsOf(doc), factsOf(whole), `seed ${seed}`);
  }
});

Deno.test("runs that wait for each other have no order", () => {
  const run = (client: number, needs: number[]) => ({ client, clock: 0, end: 1, structs: 1, from: 0, to: 1, needs });
  assert.equal(inCausalOrder([run(1, [2, 0]), run(2, [3, 0]), run(3, [1, 0])]), undefined);
  const chain = [run(1, [2, 0]), run(2, [3, 0]), run(3, [4, 0])];
  assert.deepEqual(inCausalOrder(chain)?.map(({ client }) => client), [3, 2, 1]);
});

Deno.test("a document in parts says what it says in one update", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = seeded(seed);
    const doc = written(random, 40);
    const parts = [...encodedParts(doc, { bytes: 1 + random.below(200), structs: 1 + random.below(10) })];
    assert.equal(documentFacts(parts), documentFacts([Y.encodeStateAsUpdate(doc)]), `seed ${seed}`);
  }
});

Deno.test("the size of a document is known without its whole encoding", () => {
  const doc = new Y.Doc();
  for (const update of largeBoard()) Y.applyUpdate(doc, update);
  const { length } = Y.encodeStateAsUpdate(doc);
  const found = encodedLength(doc);
  assert.ok(found >= length && found < length * 1.001, `${found} bytes instead of ${length}`);
});

/** Updates of several people, one of them larger than a slice. */
function largeBoard(): Uint8Array[] {
  const random = seeded(1), updates: Uint8Array[] = [];
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  for (let i = 0; i < 12_000; i++) {
    const doc = docs[i % 3];
    doc.getMap("shapes").set(`s${random.below(2_000)}`, new Uint8Array(300).fill(i));
    if (i % 7 === 0) doc.getText("text/1").insert(random.below(doc.getText("text/1").length + 1), "some words");
    if (i % 200 === 0) { for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc)); }
  }
  const whole = new Y.Doc({ gc: false });
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
  updates.push(Y.encodeStateAsUpdate(whole));
  whole.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 400; i++) whole.getMap("shapes").set(`s${random.below(2_000)}`, new Uint8Array(900));
  return updates;
}

Deno.test("a large board is loaded in slices, between which others get their turn, and says the same", async () => {
  const updates = largeBoard();
  let turns = 0;
  const document = await loadDocument({ updates }, (work) => Promise.resolve(work()).then(() => turns++));
  assert.ok(turns >= 3, `${turns} turns`);
  const atOnce = new LiveDocument(updates);
  const frames = document.frames(new Uint8Array([0]));
  assert.deepEqual(document.stateVector(), atOnce.stateVector());
  assert.deepEqual(document.encode(), atOnce.encode());
  const sent = frames.map((bytes) => {
    const frame = decodeFrame(bytes);
    assert.ok(frame.kind === "update" || frame.kind === "step2");
    return frame.update;
  });
  assert.equal(documentFacts(sent), documentFacts(updates));
  assert.ok(frames.length > 2 && frames.every(({ length }) => length < 2 * PIECE_BYTES));
  document.close();
  atOnce.close();
});

Deno.test("a board of one slice is loaded in the turn it is read in", async () => {
  const update = Y.encodeStateAsUpdate(written(seeded(1), 60));
  const never = () => assert.fail("it waits");
  (await loadDocument({ updates: [update] }, never)).close();
});

Deno.test("a large board with a hole is refused, and what there is of it is loaded when it is known to be damaged", async () => {
  const updates = largeBoard();
  const rest = [updates[0], ...updates.slice(2)];
  const turn = (work: () => void) => Promise.resolve().then(work);
  await assert.rejects(loadDocument({ updates: rest }, turn), /missing/);
  const document = await loadDocument({ updates: rest, damage: ["entry 2 is lost"] }, turn);
  assert.deepEqual(document.encode(), new LiveDocument(rest, { isDamaged: true }).encode());
  document.close();
});

Deno.test("a board of many structs is built in slices, however few its bytes", async () => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < 9_000; i++) doc.getMap("a").set(i.toString(36), 1);
  });
  const updates = [Y.encodeStateAsUpdate(doc)];
  assert.ok(updates[0].length < PIECE_BYTES);
  let turns = 0;
  const turn = (work: () => void) => Promise.resolve(void (turns++, work()));
  const loaded = await loadDocument({ updates }, turn);
  assert.ok(turns >= 4, `${turns} turns`);
  assert.deepEqual(loaded.encode(), updates[0]);

  turns = 0;
  const strokes = new Y.Doc();
  for (let i = 0; i < 1_000; i++) strokes.getMap("a").set(i.toString(36), new Uint8Array(200));
  await loadDocument({ updates: [Y.encodeStateAsUpdate(strokes)] }, turn);
  assert.equal(turns, 0, "strokes take few structs");
});
