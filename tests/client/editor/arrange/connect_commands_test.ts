import assert from "node:assert/strict";
import type { ArrowShape, GeoShape } from "../../../../board/shape.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { Desk } from "../../../support/editors.ts";
import { geoOf } from "../../../support/figures.ts";

Deno.test("a diagram grows by the keyboard: like shapes, tied by arrows, none on top of another, one undo step each", () => {
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
