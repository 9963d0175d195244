import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { encodeEntry } from "../../../board/edits/edit_entry.ts";
import { EDIT_COUNT_MAX, EDIT_ENTRY_BYTES_MAX, EDIT_ENTRY_SHAPES } from "../../../board/limits.ts";
import { scanPeerUpdate } from "../../../board/wire/update.ts";
import { editsOf, mapOfEdits, sync } from "../../support/board/boards.ts";
import { inkOf } from "../../support/board/shapes.ts";

function boardWith(count: number): { board: Board; ids: string[] } {
  const board = new Board();
  const ids = Array.from({ length: count }, (_, i) => `s.${i.toString(36)}`);
  board.transact(() => ids.forEach((id) => board.add(inkOf(id))), "local");
  return { board, ids };
}

function boardOf(update: Uint8Array): Board {
  const board = new Board();
  Y.applyUpdate(board.doc, update);
  return board;
}

/** The list of entries. */
function listOf({ doc }: Board): Y.Array<unknown> {
  return doc.getArray("changes");
}

Deno.test("a gesture writes one entry for up to 256 shapes, in one plain update", () => {
  const { board, ids } = boardWith(EDIT_ENTRY_SHAPES + 1);
  const updates: Uint8Array[] = [];
  board.doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let x = 0; x < 3; x++) {
    board.transact(() => {
      for (const id of ids) for (const property of ["x", "y"]) board.edit(id, property, x);
    }, "local");
    assert.equal(listOf(board).length, 2);
  }
  assert.equal(updates.length, 3);
  for (const update of updates) assert.equal(scanPeerUpdate(update).isPlain, true);
});

Deno.test("within one transaction the last value of a property wins and can be read at once", () => {
  const { board, ids: [id] } = boardWith(1);
  board.transact(() => {
    for (const x of [1, 2, 3]) {
      board.edit(id, "x", x);
      assert.equal(board.read(id)?.x, x);
    }
  }, "local");
  assert.equal(listOf(board).length, 1);
  assert.equal(boardOf(Y.encodeStateAsUpdate(board.doc)).read(id)?.x, 3);
});

Deno.test("edits that are written and removed in one transaction leave nothing", () => {
  const { board, ids } = boardWith(2);
  board.transact(() => {
    for (const id of ids) board.edit(id, "x", 1);
    board.remove(new Set(ids));
  }, "local");
  assert.equal(listOf(board).length, 0);
  assert.equal(editsOf(board).size, 0);
});

Deno.test("a partly overwritten entry keeps its other edits, until they are less than half", () => {
  const { board, ids } = boardWith(10);
  board.transact(() => ids.forEach((id) => board.edit(id, "x", 1)), "local");
  for (const id of ids.slice(0, 9)) board.transact(() => board.edit(id, "x", 2), "local");
  const copy = boardOf(Y.encodeStateAsUpdate(board.doc));
  assert.deepEqual(ids.map((id) => copy.read(id)!.x), [...Array(9).fill(2), 1]);
  const bytes = listOf(board).toArray().map((entry) => (entry as Uint8Array).length);
  assert.ok(Math.max(...bytes) < 24, `entries of ${bytes} bytes`);
});

Deno.test("boards of earlier versions keep their edits, and a new edit replaces an old one", () => {
  const { board, ids: [one, other] } = boardWith(2);
  const map = mapOfEdits(board);
  for (const id of [one, other]) map.set(`${id}/x`, 5);
  map.set(`${other}/unheard-of`, "kept");
  const copy = boardOf(Y.encodeStateAsUpdate(board.doc));
  assert.equal(copy.read(one)?.x, 5);
  copy.edit(one, "x", 6);
  copy.edit(one, "y", 7);
  assert.deepEqual([copy.read(one)?.x, copy.read(one)?.y, copy.read(other)?.x], [6, 7, 5]);
  assert.deepEqual([...mapOfEdits(copy).keys()].sort(), [`${other}/unheard-of`, `${other}/x`]);
  copy.remove(new Set([other]));
  assert.equal(mapOfEdits(copy).size, 0);
});

Deno.test("pages of earlier and newer versions overwrite each other's edits", () => {
  const { board, ids: [id] } = boardWith(1);
  board.edit(id, "x", 1);
  mapOfEdits(board).set(`${id}/x`, 2);
  assert.equal(board.read(id)?.x, 2);
  board.edit(id, "x", 3);
  assert.equal(board.read(id)?.x, 3);
  assert.equal(boardOf(Y.encodeStateAsUpdate(board.doc)).read(id)?.x, 3);
});

Deno.test("unreadable entries of the list are kept and have no effect", () => {
  const { board, ids: [id] } = boardWith(1);
  const foreign = [new Uint8Array([9, 9, 9]), new Uint8Array(), "text", { x: 1 }, null, 5];
  listOf(board).push(foreign);
  listOf(board).push([new Y.Map([["x", 1]])]);
  board.edit(id, "x", 1);
  board.edit(id, "x", 2);
  const copy = boardOf(Y.encodeStateAsUpdate(board.doc));
  assert.equal(copy.read(id)?.x, 2);
  assert.equal(listOf(copy).length, foreign.length + 2);
});

Deno.test("an entry with the highest count can be overwritten without losing its other edits", () => {
  const { board, ids: [one, other] } = boardWith(2);
  const absurd = { count: EDIT_COUNT_MAX, writer: 0xffff_ffff };
  listOf(board).push([encodeEntry(absurd, [{ property: "x", ids: [one, other], values: [8, 9] }])]);
  const copy = boardOf(Y.encodeStateAsUpdate(board.doc));
  assert.equal(copy.read(one)?.x, 8);
  for (const x of [1, 2]) {
    copy.edit(one, "x", x);
    sync(board, copy);
    for (const each of [board, copy]) assert.deepEqual([each.read(one)?.x, each.read(other)?.x], [x, 9]);
  }
  board.edit(other, "x", 3);
  sync(board, copy);
  assert.deepEqual([copy.read(one)?.x, copy.read(other)?.x], [2, 3]);
});

Deno.test("a value that is too large for any entry is rejected without losing other edits of the gesture", () => {
  const { board, ids: [one, other] } = boardWith(2);
  board.transact(() => {
    board.edit(one, "x", 1);
    assert.throws(() => board.edit(other, "ink", new Uint8Array(EDIT_ENTRY_BYTES_MAX)), /Cannot write edit/);
    board.edit(other, "ink", new Uint8Array(200_000));
  }, "local");
  const copy = boardOf(Y.encodeStateAsUpdate(board.doc));
  assert.equal(copy.read(one)?.x, 1);
  assert.equal((copy.edits.get(other, "ink") as Uint8Array).length, 200_000);
});

/** An action on one of a few shapes. */
const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom("edit", "edit", "many", "old", "remove", "add", "hear"),
  shape: fc.nat(4),
  property: fc.constantFrom("x", "y", "color"),
  value: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom("red", "blue", null)),
});

Deno.test("all copies converge after concurrent edits in any order of delivery, with pages of earlier versions", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (steps, order) => {
      const boards = [0, 1, 2].map(() => new Board());
      const updates: Uint8Array[] = [];
      for (const { doc } of boards) {
        doc.on("update", (update: Uint8Array, origin: unknown) => origin !== "remote" && updates.push(update));
      }
      const ids = [0, 1, 2, 3, 4].map((i) => `s.${i}`);
      for (const { who, what, shape, property, value } of steps) {
        const board = boards[who], id = ids[shape];
        if (what === "edit") board.transact(() => board.edit(id, property, value), "local");
        else if (what === "many") {
          board.transact(() => ids.forEach((each) => board.edit(each, property, value)), "local");
        } else if (what === "old") mapOfEdits(board).set(`${id}/${property}`, value);
        else if (what === "remove") board.transact(() => board.remove(new Set([id])), "local");
        else if (what === "add") board.transact(() => board.add(inkOf(id)), "local");
        else for (const update of updates) Y.applyUpdate(board.doc, update, "remote");
      }
      for (const board of boards) {
        const shuffled = updates.map((update) => ({ update, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at);
        for (const { update } of shuffled) Y.applyUpdate(board.doc, update, "remote");
      }
      const cold = boardOf(Y.encodeStateAsUpdate(boards[0].doc));
      const facts = (board: Board) => ids.map((id) => board.read(id));
      for (const board of boards) {
        assert.deepEqual(facts(board), facts(cold));
        assert.deepEqual([...editsOf(board)].sort(), [...editsOf(cold)].sort());
      }
    }),
    { seed: 12, numRuns: 500 },
  );
});

Deno.test("the news of a transaction list each property whose value it changed", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const [mine, theirs] = [new Board(), new Board()];
      const ids = [0, 1, 2, 3, 4].map((i) => `s.${i}`);
      const values = (board: Board) =>
        new Map(ids.flatMap((id) => ["x", "y", "color"].map((p) => [`${id}/${p}`, board.edits.get(id, p)])));
      let before = values(mine);
      mine.doc.on("afterTransaction", (transaction: Y.Transaction) => {
        const { changed } = mine.edits.newsOf(transaction);
        const now = values(mine);
        for (const [key, value] of now) {
          const [id, property] = key.split("/");
          if (before.get(key) !== value) assert.ok(changed.get(property)?.includes(id), `${key} became ${value}`);
        }
        before = now;
      });
      for (const { who, what, shape, property, value } of steps) {
        const board = who === 0 ? mine : theirs, id = ids[shape];
        if (what === "edit") board.edit(id, property, value);
        else if (what === "many") {
          board.transact(() => ids.forEach((each) => board.edit(each, property, value)), "local");
        } else if (what === "old") mapOfEdits(board).set(`${id}/${property}`, value);
        else if (what === "remove") board.remove(new Set([id]));
        else if (what === "add") board.add(inkOf(id));
        else sync(mine, theirs);
      }
      sync(mine, theirs);
    }),
    { seed: 13, numRuns: 300 },
  );
});
