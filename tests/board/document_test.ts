import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { Board } from "../../board/document.ts";
import { parseEditKey } from "../../board/edits/edit_key.ts";
import { editsOf, mapOfEdits, sync } from "../support/board/boards.ts";
import { inkOf } from "../support/board/shapes.ts";

const SEED = 20_256;

function shapesOf(board: Board): unknown[] {
  return [...board.readAll()].sort((a, b) => a.id < b.id ? -1 : 1);
}

Deno.test("a shape is its record overlaid with its edits", () => {
  const board = new Board();
  board.add(inkOf("a"));
  board.edit("a", "color", "red");
  board.edit("a", "x", 7);
  assert.deepEqual(board.read("a"), inkOf("a", { color: "red", x: 7 }));
  assert.deepEqual([...board.readAll()], [board.read("a")]);
  assert.equal(board.read("b"), undefined);
});

Deno.test("concurrent changes of two properties of one shape both survive", () => {
  const a = new Board(), b = new Board();
  a.add(inkOf("s"));
  sync(a, b);
  a.edit("s", "color", "red");
  b.edit("s", "x", 5);
  sync(a, b);
  for (const board of [a, b]) assert.deepEqual(board.read("s"), inkOf("s", { color: "red", x: 5 }));
});

Deno.test("deleting a shape deletes its edits, and later edits are ignored", () => {
  const board = new Board();
  board.add(inkOf("a"));
  board.add(inkOf("ab"));
  board.edit("a", "x", 1);
  board.edit("ab", "x", 2);
  board.remove(new Set(["a"]));
  board.edit("a", "x", 3);
  assert.deepEqual([...editsOf(board).keys()], ["ab/x"]);
  assert.deepEqual([...board.readAll()].map((shape) => shape.id), ["ab"]);
});

Deno.test("deleting any number of shapes deletes exactly their edits", () => {
  for (const gone of [1, 255, 256, 400]) {
    const board = new Board();
    for (let i = 0; i < 500; i++) {
      board.add(inkOf(`s.${i}`));
      board.edit(`s.${i}`, "x", i);
      if (i % 2 === 0) board.edit(`s.${i}`, "locked", true);
    }
    const ids = Array.from({ length: 500 }, (_, i) => `s.${i}`);
    board.remove(new Set(ids.slice(0, gone)));
    assert.deepEqual(
      new Set(editsOf(board).keys()),
      new Set(ids.slice(gone).flatMap((id, i) => (gone + i) % 2 === 0 ? [`${id}/x`, `${id}/locked`] : [`${id}/x`])),
    );
  }
});

Deno.test("an edit that arrives after the deletion does not restore the shape", () => {
  const a = new Board(), b = new Board();
  a.add(inkOf("s"));
  sync(a, b);
  a.remove(new Set(["s"]));
  b.edit("s", "x", 5);
  sync(a, b);
  for (const board of [a, b]) assert.equal(board.read("s"), undefined);
});

Deno.test("adding a shape costs one item, one update and one event", () => {
  const board = new Board();
  let updates = 0;
  board.doc.on("update", () => updates++);
  board.transact(() => board.add(inkOf("a")), "local");
  assert.equal(updates, 1);
  assert.equal(Y.decodeUpdate(Y.encodeStateAsUpdate(board.doc)).structs.length, 1);
});

Deno.test("hostile content never prevents a board from being read", () => {
  const values = fc.oneof(
    fc.jsonValue(),
    fc.uint8Array(),
    fc.constant(undefined),
    fc.constantFrom(NaN, Infinity, 1e308),
  );
  const keys = fc.oneof(fc.string(), fc.constantFrom("good", "__proto__", "constructor", "good/x", "/", "good/"));
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, values)), fc.array(fc.tuple(keys, values)), (shapes, edits) => {
      const board = new Board();
      for (const [key, value] of shapes) board.shapes.set(key, value);
      for (const [key, value] of edits) mapOfEdits(board).set(key, value);
      board.shapes.set("text", new Y.Text("no record"));
      board.add(inkOf("good"));
      assert(shapesOf(board).length >= 1);
      for (const id of board.shapes.keys()) board.read(id);
      board.remove(new Set(["good"]));
      assert.equal(board.read("good"), undefined);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

Deno.test("two boards converge after any concurrent history, in any order of exchange", () => {
  const id = fc.integer({ min: 0, max: 5 }).map((n) => `s.${n}`);
  const step = fc.oneof(
    fc.record({ kind: fc.constant("add" as const), id }),
    fc.record({ kind: fc.constant("remove" as const), id }),
    fc.record({ kind: fc.constant("edit" as const), id, x: fc.integer({ min: -9, max: 9 }) }),
    fc.record({ kind: fc.constant("sync" as const) }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 60 }), (history) => {
      const a = new Board(), b = new Board();
      for (const [isA, step] of history) {
        const board = isA ? a : b;
        if (step.kind === "add") board.add(inkOf(step.id));
        else if (step.kind === "remove") board.remove(new Set([step.id]));
        else if (step.kind === "edit") board.edit(step.id, "x", step.x);
        else sync(a, b);
      }
      sync(a, b);
      assert.deepEqual(shapesOf(a), shapesOf(b));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

Deno.test("an edit's key is parsed into shape and property, or rejected", () => {
  assert.deepEqual(parseEditKey("a.1/x"), { id: "a.1", property: "x" });
  assert.deepEqual(parseEditKey("a/b/c"), { id: "a", property: "b/c" });
  for (const key of ["", "a", "/x", "__proto__/x", "a b/x"]) assert.equal(parseEditKey(key), undefined);
});
