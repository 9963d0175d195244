import assert from "node:assert/strict";
import { commandsFor } from "../../../client/editor/commands.ts";
import { Desk } from "../../support/client/editors.ts";
import { inkOf } from "../../support/board/shapes.ts";

function desk() {
  const { editor } = new Desk();
  const commands = commandsFor(editor);
  const run = (key: string) => commands.find(({ keys, applies }) => keys.includes(key) && (applies?.() ?? true))!.run();
  return { editor, commands, run };
}

Deno.test("no two commands share a key or an id", () => {
  const { editor, commands } = desk();
  for (const id of ["a", "b", "c"]) editor.board.add(inkOf(id));
  editor.board.add(inkOf("locked", { locked: true }));
  for (const ids of [[], ["a"], ["locked"], ["a", "b"], ["a", "b", "c"]]) {
    editor.selection.set(ids);
    const keys = commands.filter(({ applies }) => applies?.() ?? true).flatMap((command) => command.keys);
    assert.deepEqual(keys.filter((key, i) => keys.indexOf(key) !== i), [], `with ${ids.length} selected`);
  }
  assert.equal(new Set(commands.map((command) => command.id)).size, commands.length);
});

Deno.test("the tools have the keys of tldraw and Excalidraw", () => {
  const { editor, run } = desk();
  const chosen = ["E", "P", "H", "D", "V", "X", "Shift+D", "B"].map((key) => {
    run(key);
    return editor.tool.value;
  });
  assert.deepEqual(chosen, ["eraser", "pen", "hand", "pen", "select", "pen", "highlighter", "pen"]);
});

Deno.test("Q toggles whether the tool is kept", () => {
  const { editor, run } = desk();
  run("Q");
  assert.equal(editor.keepsTool.value, true);
  run("Q");
  assert.equal(editor.keepsTool.value, false);
});

Deno.test("zooming by key keeps the middle of the view", () => {
  const { editor, run } = desk();
  const { camera } = editor;
  const middle = camera.toBoard(camera.centre());
  run("Mod+=");
  assert.equal(camera.percent.value, 125);
  run("Mod+-");
  run("Mod+-");
  assert.equal(camera.percent.value, 80);
  run("Mod+0");
  assert.equal(camera.zoom, 1);
  const { x, y } = camera.toBoard(camera.centre());
  assert(Math.hypot(x - middle.x, y - middle.y) < 1e-9);
});

Deno.test("Shift+1 shows everything", () => {
  const { editor, run } = desk();
  editor.board.add(inkOf("far", { x: 5_000, y: -3_000, w: 4_000, h: 100 }));
  run("Shift+1");
  const view = editor.camera.view(), box = editor.shapes.bounds()!;
  assert(view.minX < box.minX && view.maxX > box.maxX && view.minY < box.minY && view.maxY > box.maxY);
});

Deno.test("brackets step the width and stop at the ends, C cycles through the colours", () => {
  const { editor, run } = desk();
  for (let i = 0; i < 9; i++) run("]");
  assert.equal(editor.style.value.size, "xl");
  for (let i = 0; i < 9; i++) run("[");
  assert.equal(editor.style.value.size, "s");
  run("Shift+C");
  assert.equal(editor.style.value.color, "violet");
  run("C");
  assert.equal(editor.style.value.color, "black");
});

Deno.test("? and Mod+/ open and close the shortcut sheet", () => {
  const { editor, run } = desk();
  run("?");
  assert.equal(editor.dialog.value, "shortcuts");
  run("Mod+/");
  assert.equal(editor.dialog.value, undefined);
});

Deno.test("undo and redo are not available after the right to draw is lost", () => {
  const { editor, run, commands } = desk();
  const applies = (id: string) => commands.find((command) => command.id === id)!.applies!();
  editor.board.transact(() => editor.board.add(inkOf("mine")), "local");
  editor.role.value = "viewer";
  assert.deepEqual(["undo", "redo"].map(applies), [false, false]);
  editor.role.value = "editor";
  run("Mod+Z");
  assert.equal(editor.shapes.count.value, 0);
});
