import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { ArrowShape, FrameShape, Shape } from "../../../../board/shape.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { pointerAt } from "../../../support/client/tools.ts";

const MOD = { shift: false, alt: false, mod: true };

/** Boxes of 100 units at 0, 0 and 300, 0. */
function arrowDesk(...others: readonly Shape[]) {
  const board = new Board();
  for (const shape of others) board.add(shape);
  board.add(geoOf("a"));
  board.add(geoOf("b", { x: 300 }));
  const desk = new Desk(board);
  desk.editor.tool.value = "arrow";
  const arrow = () => [...desk.editor.shapes.all()].find(({ kind }) => kind === "arrow") as ArrowShape;
  return { editor: desk.editor, tool: desk.tools.arrow, arrow };
}

Deno.test("hovering shows the shape that an arrow would connect to, and a drag shows both connected shapes", () => {
  const { editor, tool, arrow } = arrowDesk();
  const shown = () => editor.selection.ties.value.map(({ to, u, v }) => [to, u, v]);
  tool.hover?.(pointerAt([[30, 40]]));
  assert.deepEqual(shown(), [["a", 0.3, 0.4]]);
  tool.down(pointerAt([[30, 40]]));
  tool.move(pointerAt([[370, 80]]));
  assert.deepEqual(shown(), [["a", 0.3, 0.4], ["b", 0.7, 0.8]]);
  tool.up(pointerAt([[370, 80]]));
  assert.deepEqual(shown(), []);
  assert.deepEqual([arrow().start.to, arrow().end.to, arrow().end.v], ["a", "b", 0.8]);
});

Deno.test("an end near the middle of a side or of the shape snaps to it", () => {
  const { tool, arrow } = arrowDesk();
  tool.down(pointerAt([[47, 54]]));
  tool.move(pointerAt([[200, 50]]));
  tool.up(pointerAt([[306, 45]]));
  const { start, end } = arrow();
  assert.deepEqual([start.u, start.v, end.u, end.v], [0.5, 0.5, 0, 0.5]);
});

Deno.test("Mod leaves the ends unconnected, and an arrow within one shape connects to it only once", () => {
  const { editor, tool, arrow } = arrowDesk();
  tool.hover?.(pointerAt([[30, 40]], { keys: MOD }));
  assert.deepEqual(editor.selection.ties.value.filter(({ to }) => to), []);
  tool.down(pointerAt([[30, 40]], { keys: MOD }));
  tool.up(pointerAt([[330, 40]], { keys: MOD }));
  assert.deepEqual([arrow().start, arrow().end], [{ x: 30, y: 40 }, { x: 330, y: 40 }]);
  editor.history.undo();
  tool.down(pointerAt([[20, 30]]));
  tool.up(pointerAt([[80, 70]]));
  assert.deepEqual([arrow().start.to, arrow().end.to], ["a", undefined]);
});

Deno.test("connection marks disappear when the pointer leaves or another tool is chosen", () => {
  const { editor, tool } = arrowDesk();
  for (const end of [() => tool.leave?.(), () => tool.finish()]) {
    tool.hover?.(pointerAt([[30, 40]]));
    assert.equal(editor.selection.ties.value.length, 1);
    end();
    assert.equal(editor.selection.ties.value.length, 0);
  }
});

Deno.test("an end just outside a shape connects to it, one farther away does not", () => {
  const { editor, tool, arrow } = arrowDesk();
  for (const [x, to] of [[292, "b"], [280, undefined]] as const) {
    tool.down(pointerAt([[30, 40]]));
    tool.move(pointerAt([[200, 80]]));
    tool.up(pointerAt([[x, 80]]));
    assert.equal(arrow().end.to, to);
    editor.history.undo();
  }
});

const FRAME: FrameShape = { id: "f", kind: "frame", name: "Plan", order: "a0", x: -200, y: 200, w: 800, h: 400 };

Deno.test("an end connects to a frame at its edge and its name; inside, it connects only to the frame's shapes", () => {
  const { editor, tool } = arrowDesk(FRAME, geoOf("in", { x: 100, y: 300, frame: "f" }));
  const endAt = (x: number, y: number) => {
    tool.hover?.(pointerAt([[x, y]]));
    const [{ to, u, v }] = editor.selection.ties.value;
    return [to, u, v];
  };
  assert.deepEqual(endAt(0, 207), ["f", 0.25, 0], "from inside");
  assert.deepEqual(endAt(-208, 300), ["f", 0, 0.25], "from outside");
  assert.deepEqual(endAt(604, 396), ["f", 1, 0.5], "the middle of a side");
  assert.deepEqual(endAt(-190, 188), ["f", 0.0125, 0], "its name");
  assert.deepEqual(endAt(0, 350), [undefined, undefined, undefined], "inside");
  assert.deepEqual(endAt(120, 330), ["in", 0.2, 0.3]);
});

Deno.test("an arrow that is connected to a frame follows it and ends at its edge", () => {
  const { editor, tool, arrow } = arrowDesk(FRAME);
  tool.down(pointerAt([[50, 50]]));
  tool.move(pointerAt([[0, 150]]));
  tool.up(pointerAt([[50, 204]]));
  assert.deepEqual([arrow().start.to, arrow().end.to], ["a", "f"]);
  const gap = 4 + arrow().width / 2;
  assert.equal(arrow().trace!.at(-1), 200 - gap);
  editor.writer.change(new Map([["f", { y: 250 }]]));
  assert.equal(arrow().trace!.at(-1), 250 - gap);
  editor.writer.remove(new Set(["f"]));
  assert.deepEqual([arrow().end.to, arrow().trace!.at(-1)], [undefined, 250 - gap]);
});
