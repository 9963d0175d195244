/** Fault B1 for honest clients: editing must not grow a document without bound. Counts structs and bytes, not time. */
import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { sync } from "../../support/board/boards.ts";
import { inkOf } from "../../support/board/shapes.ts";

const SHAPES = 1_000;

function drawn(count = SHAPES): { board: Board; ids: string[] } {
  const board = new Board();
  const ids = Array.from({ length: count }, (_, i) => `0123456789abcdef.${i.toString(36)}`);
  board.transact(() => ids.forEach((id) => board.add(inkOf(id))), "local");
  return { board, ids };
}

/** A board as the server stores it, without deleted content. */
function stored({ doc }: Board): { bytes: number; structs: number } {
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(doc));
  const update = Y.encodeStateAsUpdate(fresh);
  const { structs } = Y.decodeUpdate(update);
  fresh.destroy();
  return { bytes: update.length, structs: structs.length };
}

function drag(board: Board, ids: Iterable<string>, by: number): void {
  board.transact(() => {
    for (const id of ids) for (const property of ["x", "y"]) board.edit(id, property, by * Math.PI);
  }, "local");
}

Deno.test("100 drags of all shapes at most triple the document and leave as many structs as two drags", () => {
  const { board, ids } = drawn();
  const before = stored(board);
  drag(board, ids, 1);
  drag(board, ids, 2);
  const { structs } = stored(board);
  for (let i = 3; i <= 100; i++) drag(board, ids, i);
  const after = stored(board);
  assert.equal(after.structs, structs);
  assert.ok(after.bytes <= 3 * before.bytes, `${before.bytes} → ${after.bytes} bytes`);
});

Deno.test("a shape that is dragged 10,000 times leaves as many structs as one that is dragged twice", () => {
  const { board, ids } = drawn(2);
  for (let i = 0; i < 2; i++) drag(board, [ids[0]], i);
  const before = stored(board);
  for (let i = 0; i < 10_000; i++) drag(board, [ids[0]], i);
  const after = stored(board);
  assert.equal(after.structs, before.structs);
  assert.ok(after.bytes <= before.bytes + 16);
});

Deno.test("two people who drag two shapes in turn do not leave a struct per turn", () => {
  const { board: ada, ids } = drawn(2);
  const bob = new Board();
  for (let i = 0; i < 1_000; i++) {
    for (const [turn, board] of [ada, bob].entries()) {
      sync(ada, bob);
      drag(board, [ids[(i + turn) % 2]], i);
    }
  }
  sync(ada, bob);
  assert.ok(stored(ada).structs <= 12, `${stored(ada).structs} structs`);
});

Deno.test("drags of any subset of the shapes leave at most twice as many edits as are in effect", () => {
  const { board, ids } = drawn();
  const before = stored(board);
  for (let i = 1; i <= 100; i++) drag(board, ids.filter((_, at) => at % i === 0), i);
  for (let i = 1; i <= 100; i++) drag(board, ids.filter((_, at) => at !== i), i);
  drag(board, ids.filter((_, at) => at % 2 === 0), 1);
  const after = stored(board);
  assert.ok(after.bytes <= 3 * before.bytes, `${before.bytes} → ${after.bytes} bytes`);
});

Deno.test("drags remove the keys that earlier versions wrote", () => {
  const { board, ids } = drawn(100);
  board.doc.transact(() => ids.forEach((id) => board.doc.getMap("edits").set(`${id}/x`, 1)));
  drag(board, ids, 1);
  assert.equal(board.doc.getMap("edits").size, 0);
  const { structs } = stored(board);
  for (let i = 0; i < 20; i++) drag(board, ids, i);
  assert.ok(stored(board).structs <= structs + 1);
});
