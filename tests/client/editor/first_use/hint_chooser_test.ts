import assert from "node:assert/strict";
import { signal } from "@preact/signals-core";
import { type Hint, HintChooser } from "../../../../client/editor/first_use/hint_chooser.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { Board } from "../../../../board/document.ts";

/** A chooser on an empty board whose hints `closed` are known, and a function that draws shapes in the middle. */
function choose(closed: Hint[] = []) {
  const board = new Board();
  const { editor } = new Desk(board);
  editor.status.value = { kind: "saved" };
  const names = signal<ReadonlySet<string>>(new Set(closed));
  const add = (hint: Hint) => void (names.value = new Set([...names.value, hint]));
  const chooser = new HintChooser(editor, { names, add });
  let drawn = 0;
  const draw = (count: number, x = 200) => {
    for (; count > 0; count--) editor.writer.add([geoOf(`s.${drawn++}`, { x, y: 200 })]);
  };
  return { board, editor, chooser, draw, names, shown: () => chooser.shown.value };
}

Deno.test("a person who draws alone and is online is told how to share", () => {
  const { draw, shown, editor, names } = choose();
  draw(2);
  assert.equal(shown(), undefined);
  editor.status.value = { kind: "offline", changes: 2, kept: true };
  draw(1);
  assert.equal(shown(), undefined);
  editor.status.value = { kind: "saved" };
  draw(1);
  assert.equal(shown(), "share");
  editor.dialog.value = "share";
  assert.deepEqual([shown(), ...names.value], [undefined, "share"]);
});

Deno.test("shapes of others are not counted", () => {
  const { board, shown } = choose();
  for (const id of ["o.1", "o.2", "o.3"]) board.transact(() => board.add(geoOf(id, { x: 200, y: 200 })), "remote");
  assert.equal(shown(), undefined);
});

Deno.test("a shape at the edge, and a moved view, show how to move the board", () => {
  const { draw, shown } = choose();
  draw(1, 795);
  assert.equal(shown(), "pan");
  const other = choose();
  other.editor.camera.panBy(10, 0);
  assert.equal(other.shown(), "pan");
  other.editor.handHeld.value = true;
  assert.equal(other.shown(), undefined);
});

Deno.test("the first selection shows the styles, and a chosen style is the answer", () => {
  const { editor, draw, shown, names } = choose(["share"]);
  draw(1);
  editor.selection.set(["s.0"]);
  assert.equal(shown(), "style");
  editor.styling.set("color", "red");
  assert.deepEqual([shown(), ...names.value], [undefined, "share", "style"]);
});

Deno.test("a hint that is not answered is read after some shapes, and the next one waits as well", () => {
  const { editor, draw, shown, names } = choose();
  draw(3);
  assert.equal(shown(), "share");
  editor.camera.panBy(10, 0);
  assert.equal(shown(), "share", "one at a time");
  draw(5);
  assert.deepEqual([shown(), ...names.value], [undefined, "share"]);
  editor.camera.panBy(10, 0);
  assert.equal(shown(), undefined, "not at once");
  draw(3);
  editor.camera.panBy(10, 0);
  assert.equal(shown(), "pan");
});
