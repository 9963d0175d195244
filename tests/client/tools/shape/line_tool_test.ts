import assert from "node:assert/strict";
import type { LineShape } from "../../../../board/shape.ts";
import { Desk } from "../../../support/client/editors.ts";
import { pointerAt } from "../../../support/client/tools.ts";

type At = readonly [x: number, y: number];

/** A line tool, and a user who clicks and drags with it. */
function lineDesk() {
  const desk = new Desk();
  const { editor, tools: { line } } = desk;
  editor.tool.value = "line";
  const click = (at: At, how: Parameters<typeof pointerAt>[1] = {}) => {
    line.hover?.(pointerAt([at], how));
    line.down(pointerAt([at], how));
    line.up(pointerAt([at], how));
  };
  const lines = () => [...editor.shapes.all()] as LineShape[];
  const drafted = () => [...editor.drafts.loose].map((shape) => (shape as LineShape).points);
  return { editor, line, click, lines, drafted };
}

Deno.test("a drag draws a straight line and ends there", () => {
  const { editor, line, lines } = lineDesk();
  line.down(pointerAt([[10, 20]]));
  line.move(pointerAt([[60, 20]]));
  line.up(pointerAt([[110, 70]]));
  const [{ x, y, w, h, points, id }] = lines();
  assert.deepEqual([x, y, w, h, points], [10, 20, 100, 50, [0, 0, 100, 50]]);
  assert.deepEqual([line.isOpen, editor.tool.value, [...editor.selection.ids.value]], [false, "select", [id]]);
});

Deno.test("each click adds a point, and the preview ends at the pointer", () => {
  const { editor, line, click, lines, drafted } = lineDesk();
  click([0, 0]);
  assert.ok(line.isOpen);
  line.hover?.(pointerAt([[50, 0]]));
  assert.deepEqual(drafted(), [[0, 0, 50, 0]]);
  click([100, 0]);
  click([100, 100]);
  line.hover?.(pointerAt([[200, 100]]));
  assert.deepEqual(drafted(), [[0, 0, 100, 0, 100, 100, 200, 100]]);
  assert.equal(lines().length, 0, "nothing is on the board yet");
  line.finish();
  assert.deepEqual([lines()[0].points, drafted()], [[0, 0, 100, 0, 100, 100], []]);
  editor.history.undo();
  assert.deepEqual([lines(), editor.history.canUndo.value], [[], false]);
});

Deno.test("a second click on the last point ends the line, a click on the first point closes it", () => {
  const open = lineDesk();
  for (const at of [[0, 0], [100, 0], [100, 100], [103, 102]] as const) open.click(at);
  assert.deepEqual(open.lines()[0].points, [0, 0, 100, 0, 100, 100]);
  const closed = lineDesk();
  for (const at of [[0, 0], [100, 0], [100, 100], [4, 3]] as const) closed.click(at);
  assert.deepEqual(closed.lines()[0].points, [0, 0, 100, 0, 100, 100, 0, 0]);
});

Deno.test("two clicks on one spot add nothing", () => {
  const { line, click, lines } = lineDesk();
  click([50, 50]);
  click([52, 50]);
  assert.deepEqual([lines(), line.isOpen], [[], false]);
});

Deno.test("touches may be farther from a point than mouse clicks", () => {
  const { click, lines } = lineDesk();
  for (const at of [[0, 0], [100, 0], [115, 0]] as const) click(at, { type: "touch" });
  assert.deepEqual(lines()[0].points, [0, 0, 100, 0]);
});

Deno.test("a cancelled press does not remove points of earlier clicks", () => {
  const { line, click, lines } = lineDesk();
  click([0, 0]);
  click([100, 0]);
  line.down(pointerAt([[200, 200]]));
  line.cancel();
  assert.ok(line.isOpen);
  line.finish();
  assert.deepEqual(lines()[0].points, [0, 0, 100, 0]);
});

Deno.test("Shift snaps the next point to steps of 15° around the last", () => {
  const { click, line, lines } = lineDesk();
  click([0, 0]);
  click([100, 7], { keys: { shift: true, alt: false, mod: false } });
  line.finish();
  assert.equal(Math.abs(lines()[0].points[3] - lines()[0].points[1]), 0);
});
