import assert from "node:assert/strict";
import type { ArrowShape, GeoShape, NoteShape } from "../../../../board/shape.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { chainNote } from "../../../../client/editor/selection/note_chain.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf } from "../../../support/board/figures.ts";

Deno.test("shapes connected by keyboard are alike, tied by arrows, do not overlap, and are one undo step each", () => {
  const { editor } = new Desk();
  const commands = commandsFor(editor);
  const run = (key: string) => commands.find(({ keys, applies }) => keys.includes(key) && applies?.())!.run();
  editor.writer.add([geoOf("a", { form: "diamond", fill: "hatch", text: "first", locked: true })]);
  const selected = () => editor.shapes.get([...editor.selection.ids.value][0]) as GeoShape;
  for (let i = 0; i < 3; i++) {
    editor.selection.set(["a"]);
    run("Mod+ArrowRight");
  }
  const added = [...editor.shapes.all()].filter((shape): shape is GeoShape => shape.kind === "geo" && shape.id !== "a");
  assert.deepEqual(added.map(({ x, y }) => [x, y]), [[200, 0], [200, 132], [200, 264]]);
  for (const { form, fill, text, locked } of added) {
    assert.deepEqual([form, fill, text, locked], ["diamond", "hatch", undefined, undefined]);
  }
  run("Mod+ArrowDown");
  assert.deepEqual([selected().x, selected().y], [200, 464]);
  const view = editor.camera.view();
  assert.ok(view.maxY >= 564 && view.minX <= 200, "it can be seen");
  const arrows = [...editor.shapes.all()].filter((shape): shape is ArrowShape => shape.kind === "arrow");
  assert.deepEqual(arrows.map(({ start }) => start.to), ["a", "a", "a", added[2].id]);
  editor.history.undo();
  assert.equal(editor.shapes.count.value, 7);
  assert.deepEqual(editor.selection.ids.value, new Set());
});

Deno.test("a connected shape belongs to the frame if it lies in it, and is not clipped otherwise", () => {
  const { editor } = new Desk();
  const commands = commandsFor(editor);
  editor.writer.add([{ id: "f", kind: "frame", order: "a0", x: -20, y: -20, w: 400, h: 140, name: "Frame" }]);
  editor.writer.add([geoOf("a")]);
  const added = ["connect.right", "connect.left"].map((id) => {
    editor.selection.set(["a"]);
    commands.find((command) => command.id === id)!.run();
    const [next] = editor.selection.shapes();
    return [next.x, next.frame];
  });
  assert.deepEqual(added, [[200, "f"], [-200, undefined]]);
  const note = { id: "n", kind: "note", order: "a5", color: "red", x: 0, y: 500, w: 200, h: 200 } as const;
  editor.writer.add([{ id: "g", kind: "frame", order: "a4", x: -20, y: 480, w: 240, h: 240, name: "Frame" }]);
  editor.writer.add([note]);
  chainNote(editor, editor.shapes.get("n") as NoteShape, "right");
  assert.deepEqual([editor.shapes.get("n")?.frame, editor.writing.value?.shape?.frame], ["g", undefined]);
});
