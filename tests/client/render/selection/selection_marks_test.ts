import assert from "node:assert/strict";
import type { ShapeId } from "../../../../board/id.ts";
import { sameMarks, selectionMarks } from "../../../../client/render/selection/selection_marks.ts";
import { geoOf, noteOf } from "../../../support/board/figures.ts";
import { Desk } from "../../../support/client/editors.ts";

const NONE: ReadonlySet<ShapeId> = new Set();

Deno.test("marks are the same until the selection looks different", () => {
  const { editor } = new Desk();
  editor.board.add(noteOf("note", { text: "a" }));
  editor.board.add(geoOf("geo", { order: "a1" }));
  editor.tool.value = "select";
  let before = selectionMarks(editor, { hidden: NONE });
  /** Whether the marks have changed since the last call. */
  const isChanged = () => {
    const now = selectionMarks(editor, { hidden: NONE });
    const same = sameMarks(before, now);
    before = now;
    return !same;
  };
  assert.equal(isChanged(), false);
  editor.selection.set(["note"]);
  assert.equal(isChanged(), true);
  editor.board.transact(() => editor.board.textOf("note").insert(1, "b"), "local");
  assert.equal(isChanged(), false, "the letter does not change the box");
  editor.writer.change(new Map([["note", { x: 50 }]]));
  assert.equal(isChanged(), true, "moved");
  editor.selection.set(["note", "geo"]);
  assert.equal(isChanged(), true);
  editor.writer.change(new Map([["geo", { angle: 1 }]]));
  assert.equal(isChanged(), true, "turned");
  editor.selection.lasso.value = [0, 0, 9, 9];
  assert.equal(isChanged(), true, "lasso");
});
