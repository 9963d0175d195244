import assert from "node:assert/strict";
import { Board } from "../../../board/document.ts";
import type { ArrowShape } from "../../../board/shape.ts";
import { ShapeTable } from "../../../client/editor/shape_table.ts";
import { sync } from "../../support/boards.ts";
import { arrowOf, geoOf } from "../../support/figures.ts";
import { Desk } from "../../support/editors.ts";

const ends = { start: { x: 50, y: 50, to: "a", u: 0.5, v: 0.5 }, end: { x: 450, y: 50, to: "b", u: 0.5, v: 0.5 } };

const traceOf = (table: ShapeTable) => (table.get("c") as ArrowShape).trace;

Deno.test("an arrow follows a shape that somebody else moves", () => {
  const mine = new Board(), other = new Board();
  mine.add(arrowOf("c", ends)); // before what it is tied to: the order of the document means nothing
  mine.add(geoOf("a"));
  mine.add(geoOf("b", { x: 400 }));
  sync(mine, other);
  const table = new ShapeTable(mine);
  assert.deepEqual(traceOf(table), [104 + 1, 50, 396 - 1, 50]);
  const heard: string[] = [];
  table.onChange((changes) => heard.push(...changes.map(({ id }) => id)));
  other.edit("b", "x", 600);
  sync(mine, other);
  assert.deepEqual(traceOf(table), [105, 50, 595, 50]);
  assert.deepEqual(heard, ["b", "c"]);
});

Deno.test("taking a shape away leaves its arrows where they ended, as one undo step", () => {
  const { editor, context } = deskWith();
  context.remove(new Set(["b"]));
  const { end } = editor.shapes.get("c") as ArrowShape;
  assert.deepEqual(end, { x: 395, y: 50 });
  editor.history.undo();
  assert.deepEqual(editor.board.read("c"), arrowOf("c", ends));
  assert.ok(editor.shapes.get("b"));
});

Deno.test("an arrow under the hand follows the drafts, and the board is as it was when they go", () => {
  const { editor } = deskWith();
  editor.drafts.show([{ ...editor.shapes.get("b")!, x: 600 }]);
  const draft = editor.drafts.get("c") as ArrowShape;
  assert.deepEqual(draft.trace, [105, 50, 595, 50]);
  editor.drafts.show([]);
  assert.equal(editor.drafts.size, 0);
  assert.deepEqual(traceOf(editor.shapes), [105, 50, 395, 50]);
});

function deskWith() {
  const desk = new Desk();
  for (const shape of [geoOf("a"), geoOf("b", { x: 400 }), arrowOf("c", ends)]) desk.context.commit(shape);
  return desk;
}
