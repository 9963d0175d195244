import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../board/document.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { setTitle, titledUpdate, titleOf } from "../../board/title.ts";
import { linkedBoards } from "../support/board/boards.ts";

Deno.test("a title is one clean line of bounded length, and an empty one removes it", () => {
  const board = new Board();
  assert.equal(titleOf(board), "");
  setTitle(board, "  Harbour\n plan\u202e ");
  assert.equal(titleOf(board), "Harbour plan");
  setTitle(board, "x".repeat(10_000));
  assert.equal(titleOf(board), "x".repeat(NAME_MAX));
  setTitle(board, " \u0000 ");
  assert.equal(board.meta.size, 0);
});

Deno.test("the same title again writes nothing", () => {
  const board = new Board();
  setTitle(board, "Harbour");
  let updates = 0;
  board.doc.on("update", () => updates++);
  setTitle(board, " Harbour ");
  assert.equal(updates, 0);
});

Deno.test("invalid values from others read as no title, or are cleaned", () => {
  const invalid = [7, null, true, ["a"], { toString: "x" }, new Uint8Array(3), new Y.Map(), new Y.Text("a")];
  for (const [i, value] of invalid.entries()) {
    const board = new Board();
    board.meta.set("title", value);
    assert.equal(titleOf(board), "", `value ${i}`);
    setTitle(board, "Mended");
    assert.equal(titleOf(board), "Mended");
  }
  const board = new Board();
  board.meta.set("title", "\u2066Ha\u0007rbour".padEnd(100_000, "!"));
  assert.ok(titleOf(board).startsWith("Ha rbour!") && titleOf(board).length === NAME_MAX);
});

Deno.test("the last of two titles is everybody's, also when they are set at the same time", () => {
  const [ada, bo] = linkedBoards(2);
  setTitle(ada, "Harbour");
  assert.equal(titleOf(bo), "Harbour");
  const apart = [ada, bo].map(({ doc }) => {
    const copy = new Board();
    Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(doc));
    return copy;
  });
  setTitle(apart[0], "One");
  setTitle(apart[1], "Two");
  const updates = apart.map(({ doc }) => Y.encodeStateAsUpdate(doc));
  for (const { doc } of apart) updates.forEach((update) => Y.applyUpdate(doc, update));
  assert.equal(titleOf(apart[0]), titleOf(apart[1]));
  assert.match(titleOf(apart[0]), /^(One|Two)$/);
});

Deno.test("a new board starts with its title", () => {
  const board = new Board();
  Y.applyUpdate(board.doc, titledUpdate(" Harbour "));
  assert.equal(titleOf(board), "Harbour");
});
