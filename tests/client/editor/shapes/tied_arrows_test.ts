import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { ArrowShape, Shape } from "../../../../board/shape.ts";
import { changesOf, rotated, scaled } from "../../../../board/figure/transform.ts";
import { ShapeTable } from "../../../../client/editor/shapes/shape_table.ts";
import { sync } from "../../../support/board/boards.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";
import { Desk } from "../../../support/client/editors.ts";
import { pointerAt } from "../../../support/client/tools.ts";

const ends = { start: { x: 50, y: 50, to: "a", u: 0.5, v: 0.5 }, end: { x: 450, y: 50, to: "b", u: 0.5, v: 0.5 } };

const traceOf = (table: ShapeTable) => (table.get("c") as ArrowShape).trace;

Deno.test("an arrow follows a shape moved by somebody else", () => {
  const mine = new Board(), other = new Board();
  mine.add(arrowOf("c", ends)); // before its targets, since the order of records does not matter
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

Deno.test("deleting a shape leaves its arrows where they ended, as one undo step", () => {
  const { editor, context } = deskWith();
  context.remove(new Set(["b"]));
  const { end } = editor.shapes.get("c") as ArrowShape;
  assert.deepEqual(end, { x: 395, y: 50 });
  editor.history.undo();
  assert.deepEqual(editor.board.read("c"), arrowOf("c", ends));
  assert.ok(editor.shapes.get("b"));
});

Deno.test("an arrow follows drafts, and is back in place when they end", () => {
  const { editor } = deskWith();
  editor.drafts.show([{ ...editor.shapes.get("b")!, x: 600 }]);
  const draft = editor.drafts.get("c") as ArrowShape;
  assert.deepEqual(draft.trace, [105, 50, 595, 50]);
  editor.drafts.show([]);
  assert.equal(editor.drafts.size, 0);
  assert.deepEqual(traceOf(editor.shapes), [105, 50, 395, 50]);
});

Deno.test("an arrow follows its target when a frame or group around it is moved or turned", () => {
  const desk = new Desk();
  const { editor, tools: { select } } = desk;
  const groups = ["g"];
  const frame: Shape = { id: "f", kind: "frame", order: "a0", x: 350, y: -50, w: 300, h: 300, name: "Frame" };
  for (
    const shape of [
      geoOf("a", { groups }),
      geoOf("d", { y: 200, groups }),
      frame,
      geoOf("b", { x: 400, frame: "f" }),
      arrowOf("c", ends),
    ]
  ) desk.context.commit(shape);
  const drag = (from: [number, number], to: [number, number]) => {
    select.down(pointerAt([from]));
    select.move(pointerAt([to], { keys: { shift: false, alt: false, mod: true } }));
    const shown = (editor.drafts.get("c") as ArrowShape).trace;
    select.up(pointerAt([to], { keys: { shift: false, alt: false, mod: true } }));
    assert.deepEqual(traceOf(editor.shapes), shown, "it is let go where it was shown");
  };
  editor.tool.value = "select";
  drag([350, 100], [550, 100]); // the frame by its edge
  assert.deepEqual(traceOf(editor.shapes), [105, 50, 595, 50]);
  drag([0, 50], [-100, 50]); // the group
  assert.deepEqual(traceOf(editor.shapes), [5, 50, 595, 50]);
  editor.selection.set(["f"]);
  const { x, y, w } = editor.selection.outline.value!;
  drag([x + w / 2, y - 22], [x + w + 200, y + 150]); // the frame by its rotation handle: a quarter turn
  const { end } = editor.shapes.get("c") as ArrowShape;
  assert.deepEqual([Math.round(end.x), Math.round(end.y)], [750, 50], "the middle of what the frame carries");
});

Deno.test("an arrow follows a target that is resized, turned and flipped", () => {
  const { editor } = deskWith();
  const b = () => editor.shapes.get("b")!;
  const isThere = () => true;
  const write = (after: Shape) => editor.writer.change(new Map([["b", changesOf(b(), after)]]));
  editor.writer.change(new Map([["c", { end: { x: 475, y: 25, to: "b", u: 0.75, v: 0.25 } }]]));
  const at = () => {
    const { end, trace } = editor.shapes.get("c") as ArrowShape;
    assert.ok(trace!.every(Number.isFinite));
    return [Math.round(end.x), Math.round(end.y)];
  };
  write(scaled(b(), b(), { x: 2, y: 1, about: { x: 0, y: 0 } }, isThere));
  assert.deepEqual(at(), [550, 25]);
  write(rotated(b(), { x: 500, y: 50 }, Math.PI / 2, isThere));
  assert.deepEqual(at(), [525, 100]);
  write(rotated(b(), { x: 500, y: 50 }, -Math.PI / 2, isThere));
  write(scaled(b(), b(), { x: -1, y: 1, about: { x: 100, y: 50 } }, isThere));
  assert.deepEqual(at(), [450, 25]);
});

function deskWith() {
  const desk = new Desk();
  for (const shape of [geoOf("a"), geoOf("b", { x: 400 }), arrowOf("c", ends)]) desk.context.commit(shape);
  return desk;
}
