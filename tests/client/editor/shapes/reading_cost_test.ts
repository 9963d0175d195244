import assert from "node:assert/strict";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf } from "../../../support/board/figures.ts";

Deno.test("C11: the reading order is computed once after a change, however often it is read", () => {
  const { editor } = new Desk();
  editor.writer.add([geoOf("a"), geoOf("b", { x: 200 })]);
  const { shapes } = editor;
  let sorts = 0;
  const all = shapes.all.bind(shapes);
  shapes.all = () => {
    sorts++;
    return all();
  };
  const walk = commandsFor(editor).filter(({ id }) => /^select\.(next|previous)$/.test(id));
  for (let i = 0; i < 20; i++) for (const command of walk) command.applies!();
  for (let i = 0; i < 5; i++) void editor.readingOrder.shapes;
  assert.equal(sorts, 1);
  editor.writer.change(new Map([["a", { x: 500 }]]));
  assert.deepEqual(editor.readingOrder.shapes.map(({ id }) => id), ["b", "a"]);
  assert.equal(sorts, 2);
  walk[0].run();
  assert.deepEqual([...editor.selection.ids.value], ["b"]);
  assert.equal(sorts, 2);
});
