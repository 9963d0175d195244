import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { GeoShape, Shape } from "../../../../board/shape.ts";
import { formCommands } from "../../../../client/editor/commands/form_commands.ts";
import { formOf } from "../../../../client/editor/style/forms.ts";
import { MIXED } from "../../../../client/editor/style/styling.ts";
import { editsOf, sync } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";

function desk(...shapes: readonly Shape[]) {
  const { editor } = new Desk();
  for (const shape of shapes) editor.board.add(shape);
  editor.selection.set(shapes.map(({ id }) => id));
  const command = (form: string) => formCommands(editor).find(({ id }) => id === `form.${form}`)!;
  return { editor, command, form: (id: string) => (editor.shapes.get(id) as GeoShape).form };
}

Deno.test("only closed shapes have a form that can be changed", () => {
  assert.equal(formOf([geoOf("a"), geoOf("b")]), "rectangle");
  assert.equal(formOf([geoOf("a"), geoOf("b", { form: "star" })]), MIXED);
  assert.equal(formOf([geoOf("a"), geoOf("b", { form: "star", locked: true })]), "rectangle");
  assert.equal(formOf([geoOf("a"), arrowOf("b")]), undefined);
  assert.equal(formOf([geoOf("a", { locked: true })]), undefined);
  assert.equal(formOf([]), undefined);
});

Deno.test("changing the form writes only the form, in one undo step, and skips locked shapes", () => {
  const { editor, command, form } = desk(geoOf("a"), geoOf("b", { form: "star" }), geoOf("c", { locked: true }));
  command("star").run();
  assert.deepEqual([...editsOf(editor.board).keys()], ["a/form"]);
  assert.deepEqual(["a", "b", "c"].map(form), ["star", "star", "rectangle"]);
  assert.equal(command("star").applies!(), false, "they are");
  editor.history.undo();
  assert.equal(form("a"), "rectangle");
  assert.equal(editor.history.canUndo.value, false);
});

Deno.test("an arrow stays tied to a shape whose form changes, and ends at its new edge", () => {
  const { editor, command } = desk(geoOf("a"));
  const start = { x: 300, y: 10 }, end = { x: 50, y: 10, to: "a", u: 0.5, v: 0.1 };
  editor.board.add(arrowOf("arrow", { start, end }));
  const tip = () => (editor.shapes.get("arrow") as { trace?: number[] }).trace!.at(-2)!;
  const before = tip();
  command("diamond").run();
  assert.ok(tip() < before - 20, `${before} → ${tip()}`);
});

Deno.test("concurrent changes of form and colour are both kept", () => {
  const ada = desk(geoOf("a"));
  const board = new Board();
  sync(ada.editor.board, board);
  ada.command("cloud").run();
  board.transact(() => board.edit("a", "color", "red"), "local");
  sync(ada.editor.board, board);
  for (const each of [ada.editor.board, board]) {
    const shape = [...each.readAll()][0] as GeoShape;
    assert.deepEqual([shape.form, shape.color], ["cloud", "red"]);
  }
});

Deno.test("people who may not draw cannot change a form", () => {
  const { editor, command, form } = desk(geoOf("a"));
  editor.role.value = "viewer";
  assert.equal(command("star").applies!(), false);
  command("star").run();
  assert.equal(form("a"), "rectangle");
});
