import assert from "node:assert/strict";
import { setTitle, titleOf } from "../../../board/title.ts";
import { followTitle, renameBoard } from "../../../client/editor/board_title.ts";
import { Editor } from "../../../client/editor/editor.ts";
import { linkedBoards } from "../../support/board/boards.ts";
import { inkOf } from "../../support/board/shapes.ts";

function editorOf(board: Editor["board"]) {
  const editor = new Editor(board, { name: "Ada", color: "blue" });
  const following = followTitle(editor);
  return { editor, close: () => [following, editor].forEach((part) => part.close()) };
}

Deno.test("a new title is everybody's at once; undo and redo are steps of the person who renamed", () => {
  const [ada, bo] = linkedBoards(2).map(editorOf);
  renameBoard(ada.editor, "Harbour");
  assert.equal(bo.editor.title.value, "Harbour");
  ada.editor.writer.add([inkOf("a1")]);
  renameBoard(ada.editor, "Port");
  assert.equal(bo.editor.history.canUndo.value, false);
  ada.editor.history.undo();
  assert.equal(bo.editor.title.value, "Harbour");
  assert.ok(bo.editor.shapes.get("a1"), "the stroke stays");
  ada.editor.history.redo();
  assert.equal(bo.editor.title.value, "Port");
  for (let i = 0; i < 3; i++) ada.editor.history.undo();
  assert.equal(bo.editor.title.value, "");
  ada.close();
  bo.close();
});

Deno.test("undo does not take back the title that another person gave later", () => {
  const [ada, bo] = linkedBoards(2).map(editorOf);
  renameBoard(ada.editor, "Harbour");
  renameBoard(bo.editor, "Port");
  ada.editor.history.undo();
  assert.equal(ada.editor.title.value, "Port");
  bo.editor.history.undo();
  assert.notEqual(bo.editor.title.value, "Port");
  assert.equal(ada.editor.title.value, bo.editor.title.value);
  ada.close();
  bo.close();
});

Deno.test("who may only look cannot rename the board, and invalid values from others show no title", () => {
  const [board] = linkedBoards(1);
  const { editor, close } = editorOf(board);
  setTitle(board, "Harbour");
  editor.role.value = "viewer";
  renameBoard(editor, "Port");
  assert.equal(titleOf(board), "Harbour");
  board.meta.set("title", { toString: 1 });
  assert.equal(editor.title.value, "");
  close();
});
