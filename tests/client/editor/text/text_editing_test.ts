import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { NoteShape, TextShape } from "../../../../board/shape.ts";
import { chainNote } from "../../../../client/editor/selection/note_chain.ts";
import { rangeOf } from "../../../../client/editor/text/text_positions.ts";
import type { Typing } from "../../../../board/wire/presence.ts";
import { idsOf, linkedBoards, sync } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";

const TEXT: TextShape = { id: "t", kind: "text", order: "a0", color: "black", x: 0, y: 0, w: 0, h: 0 };
const NOTE: NoteShape = { id: "n", kind: "note", order: "a0", color: "green", x: 0, y: 0, w: 200, h: 200 };

/** Types letters one after another, `gap` ms apart. */
function type({ editor }: Desk, text: string, { at = editor.writing.peek()!.text.length, start = 0, gap = 100 } = {}) {
  [...text].forEach((letter, i) =>
    editor.writing.peek()!.replace({ at: at + i, removed: 0, inserted: letter }, start + i * gap)
  );
}

function textIn(board: Board, id: string): string | undefined {
  return (board.read(id) as { text?: string } | undefined)?.text;
}

Deno.test("a new text is added to the board with its first letter", () => {
  const desk = new Desk();
  desk.editor.write(TEXT);
  assert.deepEqual(idsOf(desk.editor.board), []);
  type(desk, "Hi");
  assert.equal(textIn(desk.editor.board, "t"), "Hi");
  desk.editor.endWriting();
  assert.deepEqual([...desk.editor.selection.ids.value], ["t"]);
});

Deno.test("an empty text is removed when editing ends; an empty note stays", () => {
  const desk = new Desk();
  const { editor } = desk;
  editor.write(TEXT);
  type(desk, "  ");
  editor.endWriting();
  assert.deepEqual(idsOf(editor.board), []);
  editor.writer.add([NOTE]);
  editor.write(NOTE);
  editor.endWriting();
  assert.deepEqual(idsOf(editor.board), ["n"]);
});

Deno.test("asking to edit the text being edited continues, even if it is still empty", () => {
  const desk = new Desk();
  const { editor } = desk;
  editor.write(TEXT);
  type(desk, "\n");
  const writing = editor.writing.peek()!;
  editor.editText(editor.shapes.get("t")!);
  assert.equal(editor.writing.peek(), writing);
  type(desk, "Hi", { at: 1 });
  assert.deepEqual([writing.text, textIn(editor.board, "t")], ["\nHi", "\nHi"]);
});

Deno.test("a burst of typing is one undo step; a pause or another place starts the next", () => {
  const desk = new Desk();
  const { editor } = desk;
  editor.writer.add([NOTE]);
  editor.write(NOTE);
  type(desk, "one", { start: 0 });
  type(desk, " two", { start: 5_000 });
  type(desk, "0", { at: 0, start: 5_500 });
  assert.equal(textIn(editor.board, "n"), "0one two");
  const seen = [];
  for (let i = 0; i < 4; i++) {
    editor.history.undo();
    seen.push(textIn(editor.board, "n"));
  }
  assert.deepEqual(seen, ["one two", "one", undefined, undefined]);
  assert.deepEqual(idsOf(editor.board), []);
  for (let i = 0; i < 4; i++) editor.history.redo();
  assert.equal(textIn(editor.board, "n"), "0one two");
});

Deno.test("a restored word that somebody has typed into is undone as a whole", () => {
  const [a, b] = linkedBoards(2);
  const { editor } = new Desk(a);
  editor.writer.add([NOTE]);
  editor.write(NOTE);
  const replace = (at: number, removed: number, inserted: string, time: number) =>
    editor.writing.peek()!.replace({ at, removed, inserted }, time);
  replace(0, 0, "word", 0);
  replace(0, 4, "", 5_000);
  editor.history.undo();
  replace(2, 0, "-", 10_000);
  b.transact(() => b.textOf("n").insert(4, "+"), "local");
  const seen = [textIn(a, "n")];
  for (const step of ["undo", "undo", "redo", "redo", "undo", "undo"] as const) {
    editor.history[step]();
    seen.push(textIn(a, "n"));
  }
  assert.deepEqual(seen, ["wo-r+d", "wor+d", "+", "wor+d", "wo-r+d", "wor+d", "+"]);
});

Deno.test("another gesture between two letters separates their undo steps", () => {
  const desk = new Desk();
  const { editor } = desk;
  editor.writer.add([NOTE]);
  editor.write(NOTE);
  type(desk, "a", { start: 0 });
  editor.writer.change(new Map([["n", { x: 50 }]]));
  type(desk, "b", { start: 100 });
  editor.history.undo();
  assert.equal(textIn(editor.board, "n"), "a");
  editor.history.undo();
  assert.equal(editor.shapes.get("n")?.x, 0);
});

Deno.test("others' typing does not split a burst", () => {
  const [a, b] = linkedBoards(2);
  const desk = new Desk(a);
  desk.editor.writer.add([NOTE]);
  desk.editor.write(NOTE);
  type(desk, "on", { start: 0 });
  b.transact(() => b.textOf("n").insert(0, "they "), "local");
  type(desk, "e", { start: 300 });
  desk.editor.history.undo();
  assert.equal(textIn(a, "n"), "they ");
});

Deno.test("two people typing in one note keep their words whole, and undo reverts only one's own", () => {
  const [a, b] = linkedBoards(2);
  const ada = new Desk(a), bo = new Desk(b);
  ada.editor.writer.add([NOTE]);
  ada.editor.write(NOTE);
  bo.editor.write(NOTE);
  type(ada, "Ada", { at: 0 });
  type(bo, "bo ", { at: 0 });
  assert.equal(textIn(a, "n"), "bo Ada");
  ada.editor.history.undo();
  assert.equal(textIn(a, "n"), "bo ");
  assert.equal(textIn(b, "n"), "bo ");
  ada.editor.history.redo();
  assert.equal(textIn(b, "n"), "bo Ada");
});

Deno.test("text typed offline by two people is merged with each word whole", () => {
  const a = new Board(), b = new Board();
  a.transact(() => a.add({ ...NOTE, text: "shared" }), "local");
  sync(a, b);
  const ada = new Desk(a), bo = new Desk(b);
  ada.editor.write(NOTE);
  bo.editor.write(NOTE);
  type(ada, " Ada", { at: 6 });
  type(bo, " Bo", { at: 6 });
  sync(a, b);
  assert.equal(textIn(a, "n"), textIn(b, "n"));
  assert.ok(["shared Ada Bo", "shared Bo Ada"].includes(textIn(a, "n")!));
});

Deno.test("deleting a shape deletes its text, and undo restores both", () => {
  const [a, b] = linkedBoards(2);
  const desk = new Desk(a);
  a.transact(() => a.add({ ...NOTE, text: "kept" }), "local");
  desk.editor.writer.remove(new Set(["n"]));
  assert.equal(b.textOf("n").toString(), "");
  desk.editor.history.undo();
  assert.equal(textIn(b, "n"), "kept");
});

Deno.test("editing ends when somebody deletes the shape", () => {
  const [a, b] = linkedBoards(2);
  const desk = new Desk(a);
  desk.editor.writer.add([NOTE]);
  desk.editor.write(NOTE);
  b.transact(() => b.remove(new Set(["n"])), "local");
  assert.equal(desk.editor.writing.value, undefined);
  assert.deepEqual(idsOf(a), []);
});

Deno.test("the caret stays at its letters while others type, and is sent to them", () => {
  const [a, b] = linkedBoards(2);
  const told: (Typing | undefined)[] = [];
  const desk = new Desk(a);
  desk.editor.outbox = { ...desk.editor.outbox, typeAt: (typing) => void told.push(typing) };
  a.transact(() => a.add({ ...NOTE, text: "hello world" }), "local");
  desk.editor.write(NOTE);
  desk.editor.writing.peek()!.select(6, 11);
  const typing = told.at(-1)!;
  assert.deepEqual(rangeOf(b, typing), { anchor: 6, head: 11 });
  b.transact(() => b.textOf("n").insert(0, ">> "), "local");
  b.transact(() => b.textOf("n").insert(14, "!"), "local");
  assert.deepEqual(rangeOf(b, typing), { anchor: 9, head: 14 });
  b.transact(() => b.textOf("n").delete(3, 6), "local");
  assert.deepEqual(rangeOf(b, typing), { anchor: 3, head: 8 });
  desk.editor.endWriting();
  assert.equal(told.at(-1), undefined);
});

Deno.test("a caret in an unknown text is not shown", () => {
  const board = new Board();
  board.add({ ...NOTE, text: "abc" });
  assert.equal(rangeOf(board, { shape: "n", anchor: [7, 7], head: null }), undefined);
  assert.equal(rangeOf(board, { shape: "gone", anchor: null, head: null }), undefined);
  const { client } = board.shapes._map.get("n")!.id;
  assert.equal(rangeOf(board, { shape: "n", anchor: null, head: [client, 0] }), undefined);
  assert.equal(board.doc.share.has("text/gone"), false);
});

Deno.test("embedded objects in a text do not shift what is typed after them", () => {
  const desk = new Desk();
  const { board } = desk.editor;
  board.add({ ...NOTE, text: "ab" });
  board.textOf("n").insertEmbed(1, { image: "x" });
  desk.editor.write(NOTE);
  assert.equal(desk.editor.writing.peek()!.text, "a\ufffcb");
  type(desk, "!", { at: 3 });
  assert.equal(textIn(board, "n"), "a\ufffcb!");
});

Deno.test("a chained note looks like the previous one, and an existing note is reused", () => {
  const desk = new Desk();
  const { editor } = desk;
  editor.writer.add([{ ...NOTE, text: "first", font: "mono", angle: Math.PI / 2 }]);
  chainNote(editor, editor.shapes.get("n") as NoteShape, "right");
  const { id } = editor.writing.value!;
  const next = editor.shapes.get(id) as NoteShape;
  assert.deepEqual([next.color, next.font, next.text], ["green", "mono", undefined]);
  assert.deepEqual([next.x, next.y].map(Math.round), [0, 220]);
  chainNote(editor, editor.shapes.get("n") as NoteShape, "right");
  assert.equal(editor.writing.value!.id, id);
  assert.equal(editor.shapes.count.value, 2);
});

Deno.test("a shape that grew with its text shrinks with it", () => {
  const { editor } = new Desk();
  const { board, shapes } = editor;
  board.transact(() => board.add({ ...NOTE, text: "many words ".repeat(30) }), "local");
  const grown = shapes.get("n")!.h;
  assert.ok(grown > 300);
  editor.writer.change(new Map([["n", { fontSize: 12, x: 40 }]]));
  const smaller = shapes.get("n")!;
  assert.ok(smaller.h < grown && smaller.h > 200 && smaller.x === 40);
  board.transact(() => board.textOf("n").delete(20, 310), "remote");
  assert.equal(shapes.get("n")!.h, 200);
  editor.writer.change(new Map([["n", { h: 120 }]]));
  assert.equal(shapes.get("n")!.h, 120);
});

Deno.test("viewers cannot edit text, and nobody can edit locked text", () => {
  const { editor } = new Desk();
  editor.writer.add([{ ...NOTE, locked: true }]);
  editor.write(editor.shapes.get("n") as NoteShape);
  assert.equal(editor.writing.value, undefined);
  editor.role.value = "viewer";
  editor.write(TEXT);
  assert.equal(editor.writing.value, undefined);
});

Deno.test("losing the right to draw ends editing and deletes nothing", () => {
  const desk = new Desk();
  const { editor } = desk;
  editor.write(TEXT);
  type(desk, " ");
  const writing = editor.writing.peek()!;
  editor.role.value = "viewer";
  assert.equal(editor.writing.value, undefined);
  writing.replace({ at: 0, removed: 1, inserted: "late" }, 0);
  assert.equal(textIn(editor.board, "t"), " ");
});

Deno.test("a caret move is sent once, however often the browser reports it", () => {
  const { editor } = new Desk();
  let told = 0;
  editor.outbox = { ...editor.outbox, typeAt: () => void told++ };
  editor.writer.add([{ ...NOTE, text: "abc" }]);
  editor.write(editor.shapes.get("n") as NoteShape);
  for (const at of [1, 1, 2, 2, 2]) editor.writing.peek()!.select(at, at);
  assert.equal(told, 2);
});

Deno.test("C14: a note chained to a locked one is not locked", () => {
  const { editor } = new Desk();
  editor.writer.add([{ ...NOTE, locked: true }]);
  chainNote(editor, editor.shapes.get("n") as NoteShape, "right");
  const { id } = editor.writing.value!;
  assert.deepEqual([id === "n", editor.shapes.get(id)?.locked], [false, undefined]);
});
