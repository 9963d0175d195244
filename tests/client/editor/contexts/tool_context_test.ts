import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import { idsOf } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { inkOf, strokesOf } from "../../../support/board/shapes.ts";
import { pointerAt } from "../../../support/client/tools.ts";

function drawLine({ tools }: Desk): void {
  tools.pen.down(pointerAt([[0, 0]]));
  tools.pen.move(pointerAt([[50, 0]], { time: 20 }));
  tools.pen.up(pointerAt([[100, 0]], { time: 40 }));
}

Deno.test("a stroke is either live or a shape with the same id, never both and never neither", () => {
  const desk = new Desk();
  const { editor, tools } = desk;
  const seen: string[] = [];
  const look = () => seen.push(`${editor.live.size} live, ${editor.shapes.count.peek()} shapes`);
  tools.pen.down(pointerAt([[0, 0]]));
  look();
  const [live] = editor.live.all();
  editor.shapes.onChange(look);
  tools.pen.up(pointerAt([[9, 9]]));
  look();
  assert.deepEqual(seen, ["1 live, 0 shapes", "0 live, 1 shapes", "0 live, 1 shapes"]);
  assert(editor.shapes.get(live.id));
});

Deno.test("a stroke is one update of the document and one step of history", () => {
  const desk = new Desk();
  let updates = 0;
  desk.editor.board.doc.on("update", () => updates++);
  drawLine(desk);
  assert.equal(updates, 1);
  desk.editor.history.undo();
  assert.equal(desk.editor.shapes.count.value, 0);
  assert.equal(desk.editor.history.canUndo.value, false);
});

Deno.test("each new stroke is above all others", () => {
  const board = new Board();
  board.add(inkOf("theirs", { order: "b05" }));
  const desk = new Desk(board);
  drawLine(desk);
  drawLine(desk);
  const painted = desk.editor.shapes.search({ minX: -1, minY: -1, maxX: 200, maxY: 1 });
  assert.equal(painted[0].id, "theirs");
  assert(painted[2].order > painted[1].order);
});

Deno.test("the eraser hits the lines that it crosses, not their boxes", () => {
  const board = new Board();
  board.add(inkOf("diagonal", { w: 100, h: 100 }));
  board.add(inkOf("far", { x: 500 }));
  const { editor, tools } = new Desk(board);
  tools.eraser.down(pointerAt([[90, 10]]));
  assert.deepEqual([...editor.faded.value], []);
  tools.eraser.move(pointerAt([[60, 40], [40, 60]]));
  assert.deepEqual([...editor.faded.value], ["diagonal"]);
  assert.deepEqual(idsOf(board), ["diagonal", "far"]);
  tools.eraser.up(pointerAt([[10, 90]]));
  assert.deepEqual(idsOf(board), ["far"]);
  assert.equal(editor.faded.value.size, 0);
  editor.history.undo();
  assert.deepEqual(idsOf(board), ["diagonal", "far"]);
});

Deno.test("the eraser has the same size on the screen at every zoom", () => {
  for (const [zoom, away, isHit] of [[1, 9, true], [1, 12, false], [0.1, 75, true], [4, 5, false]] as const) {
    const board = new Board();
    board.add(inkOf("line", { w: 100 }));
    const { editor, tools } = new Desk(board);
    editor.camera.zoomTo(zoom);
    tools.eraser.down(pointerAt([[50, away]]));
    assert.equal(editor.faded.value.has("line"), isHit, `${away} units at ${zoom}`);
  }
});

Deno.test("ink that cannot be decoded is never hit and causes no error", () => {
  const board = new Board();
  board.add(inkOf("broken", { ink: new Uint8Array(9).fill(255) }));
  const { editor, tools } = new Desk(board);
  tools.eraser.down(pointerAt([[5, 0]]));
  assert.equal(editor.faded.value.size, 0);
});

Deno.test("people who may not draw change nothing, send nothing and have the hand", () => {
  const board = new Board();
  board.add(inkOf("line", { w: 100 }));
  const desk = new Desk(board);
  desk.editor.role.value = "viewer";
  assert.equal(desk.editor.activeTool.value, "hand");
  drawLine(desk);
  desk.tools.eraser.down(pointerAt([[50, 0]]));
  desk.tools.eraser.up(pointerAt([[50, 0]]));
  assert.deepEqual(idsOf(board), ["line"]);
  assert.deepEqual(desk.told, []);
  assert.equal(desk.editor.live.size, 0);
  assert.equal(desk.editor.faded.value.size, 0);
});

Deno.test("a peer's live stroke ends when its shape arrives", () => {
  const { editor } = new Desk();
  const base = { author: 9, stroke: "x.1", nib: "pen", color: "red", width: 4, x: 0, y: 0 } as const;
  const samples = { points: Float32Array.of(0, 0, 0.5), pressure: false };
  editor.live.hear({ ...base, phase: "drawing", samples }, () => false);
  editor.live.hear({ ...base, phase: "lifted" }, () => false);
  assert.equal(editor.live.size, 1);
  editor.board.transact(() => editor.board.add(inkOf("x.1")), "remote");
  assert.equal(editor.live.size, 0);
});

Deno.test("each nib draws in its own style and width", () => {
  const { editor, tools } = new Desk();
  for (const nib of ["pen", "highlighter"] as const) {
    tools[nib].down(pointerAt([[0, 0]]));
    tools[nib].up(pointerAt([[9, 0]]));
  }
  const looks = strokesOf(editor.shapes.all()).map(({ nib, color, width }) => [nib, color, width]);
  assert.deepEqual(looks, [["pen", "black", 4], ["highlighter", "yellow", 20]]);
});
