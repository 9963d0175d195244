import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { ArrowShape, LineShape, Shape } from "../../../../board/shape.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";
import { pointerAt } from "../../../support/client/tools.ts";
import { editsOf } from "../../../support/board/boards.ts";

type At = readonly [x: number, y: number];

const NO_KEYS = { shift: false, alt: false, mod: false };

/** A user who selected one shape and drags its handles. */
function reshape(chosen: Shape, ...others: readonly Shape[]) {
  const board = new Board();
  for (const shape of [chosen, ...others]) board.add(shape);
  const { editor, tools: { select }, context } = new Desk(board);
  editor.tool.value = "select";
  editor.selection.set([chosen.id]);
  const drag = (from: At, to: At, keys = NO_KEYS) => {
    select.down(pointerAt([from], { keys }));
    select.move(pointerAt([to], { keys }));
    select.up(pointerAt([to], { keys }));
  };
  const click = (at: At, keys = NO_KEYS) => {
    select.down(pointerAt([at], { keys }));
    select.up(pointerAt([at], { keys }));
  };
  const now = () => editor.shapes.get(chosen.id)!;
  const handles = () => context.points.map(({ role, x, y }) => `${role} ${x} ${y}`);
  /** Returns what the undo steps wrote. */
  const edits = () => [...editsOf(board).keys()].sort();
  const run = (id: string) => commandsFor(editor).find((command) => command.id === id)!.run();
  return { editor, select, drag, click, now, handles, edits, run };
}

const arrow = (rest: Partial<ArrowShape> = {}) =>
  arrowOf("c", { start: { x: 0, y: 0 }, end: { x: 200, y: 0 }, w: 200, ...rest });

const line = (points: number[], rest: Partial<LineShape> = {}): LineShape => ({
  id: "l",
  kind: "line",
  order: "a0",
  x: 0,
  y: 0,
  w: Math.max(...points.filter((_, i) => i % 2 === 0)),
  h: Math.max(...points.filter((_, i) => i % 2 === 1)),
  points,
  color: "black",
  width: 2,
  ...rest,
});

Deno.test("an arrow's end is dragged onto a shape, to another and off it again, each as one undo step", () => {
  const desk = reshape(arrow(), geoOf("a", { x: 300, y: 0 }), geoOf("b", { x: 300, y: 300 }));
  desk.drag([200, 0], [330, 40]);
  const { end } = desk.now() as ArrowShape;
  assert.deepEqual([end.to, end.u, end.v, desk.edits()], ["a", 0.3, 0.4, ["c/end"]]);
  const tip = (desk.now() as ArrowShape).trace!.slice(-2);
  desk.drag([tip[0], tip[1]], [370, 370]);
  assert.equal((desk.now() as ArrowShape).end.to, "b");
  desk.editor.history.undo();
  assert.equal((desk.now() as ArrowShape).end.to, "a");
  desk.drag([tip[0], tip[1]], [300, 200]);
  assert.deepEqual((desk.now() as ArrowShape).end.to, undefined);
  desk.editor.history.undo();
  desk.editor.history.undo();
  assert.deepEqual([(desk.now() as ArrowShape).end, desk.editor.history.canUndo.value], [{ x: 200, y: 0 }, false]);
});

Deno.test("dragging an end shows the shape that it would connect to; cancelling changes nothing", () => {
  const { editor, select, now } = reshape(arrow(), geoOf("a", { x: 300, y: 0 }));
  select.down(pointerAt([[200, 0]]));
  select.move(pointerAt([[340, 70]]));
  assert.deepEqual(editor.selection.ties.value.map(({ to }) => to), ["a"]);
  select.cancel();
  assert.deepEqual([editor.selection.ties.value, (now() as ArrowShape).end], [[], { x: 200, y: 0 }]);
});

Deno.test("the middle handle bends a straight arrow, and straightens a curve", () => {
  const { drag, now, edits, handles } = reshape(arrow());
  assert.deepEqual(handles(), ["bend 100 0", "start 0 0", "end 200 0"]);
  drag([100, 0], [100, -60]);
  const bent = now() as ArrowShape;
  assert.deepEqual([bent.route, bent.bend, edits()], ["curve", 0.3, ["c/bend", "c/route"]]);
  assert.equal(handles()[0], "bend 100 -60");
  drag([100, -60], [100, 3]);
  const { route, bend, trace } = now() as ArrowShape;
  assert.deepEqual([route, bend, trace], ["straight", undefined, [0, 0, 200, 0]]);
});

Deno.test("an elbow arrow cannot be bent", () => {
  const { handles } = reshape(arrow({ route: "elbow" }));
  assert.deepEqual(handles(), ["start 0 0", "end 200 0"]);
});

Deno.test("a label slides along its line, and snaps to the middle", () => {
  const { drag, now, handles, edits } = reshape(arrow({ text: "why" }));
  const below = handles()[0];
  assert.match(below, /^label 100 /);
  const y = Number(below.split(" ")[2]);
  drag([100, y], [150, y + 30]);
  assert.deepEqual([(now() as ArrowShape).labelAt, edits()], [0.75, ["c/labelAt"]]);
  drag([150, y], [103, y]);
  assert.equal((now() as ArrowShape).labelAt, undefined);
});

Deno.test("dragging a line's point moves only that point and updates position and size", () => {
  const { drag, now, edits } = reshape(line([0, 0, 100, 0, 100, 100]));
  drag([100, 100], [160, -40]);
  const { x, y, w, h, points } = now() as LineShape;
  assert.deepEqual([x, y, w, h, points], [0, -40, 160, 40, [0, 40, 100, 40, 160, 0]]);
  assert.deepEqual(edits(), ["l/h", "l/points", "l/w", "l/y"]);
});

Deno.test("dragging a half-way handle adds a point", () => {
  const { drag, now, handles } = reshape(line([0, 0, 100, 0, 100, 100]));
  assert.deepEqual(handles().filter((each) => each.startsWith("between")), ["between 50 0", "between 100 50"]);
  drag([100, 50], [180, 50]);
  assert.deepEqual((now() as LineShape).points, [0, 0, 100, 0, 180, 50, 100, 100]);
});

Deno.test("a point of a rotated and stretched line can be dragged where it is visible", () => {
  const { drag, now } = reshape(line([0, 0, 100, 0, 100, 100], { w: 200, angle: Math.PI / 2 }));
  // Rotated by 90° around 100, 50, the point 0, 0 is visible at 150, −50.
  drag([150, -50], [150, -90]);
  const { angle, points } = now() as LineShape;
  assert.equal(angle, undefined);
  assert.deepEqual(points.map(Math.round), [100, 0, 100, 240, 0, 240]);
});

Deno.test("Alt+click and Delete remove a point; the last two points stay", () => {
  const ALT = { ...NO_KEYS, alt: true };
  const { editor, click, now, run } = reshape(line([0, 0, 100, 0, 100, 100, 0, 100]));
  click([100, 0], ALT);
  assert.deepEqual((now() as LineShape).points, [0, 0, 100, 100, 0, 100]);
  click([100, 100]);
  assert.equal(editor.selection.point.value, 1);
  run("line.point.delete");
  assert.deepEqual((now() as LineShape).points, [0, 0, 0, 100]);
  click([0, 100], ALT);
  assert.deepEqual((now() as LineShape).points, [0, 0, 0, 100]);
  editor.history.undo();
  editor.history.undo();
  assert.equal((now() as LineShape).points.length, 8);
});

Deno.test("a closed line stays closed when its first point is dragged", () => {
  const { drag, now } = reshape(line([0, 0, 100, 0, 100, 100, 0, 0]));
  drag([0, 0], [20, 10]);
  assert.deepEqual((now() as LineShape).points, [0, 10, 80, 0, 80, 100, 0, 10]);
});

const tied = (rest: Partial<ArrowShape> = {}) =>
  arrow({
    start: { x: 0, y: 50, to: "a", u: 1, v: 0.5 },
    end: { x: 300, y: 50, to: "b", u: 0, v: 0.5 },
    ...rest,
  });
const ENDS = [geoOf("a", { x: -100 }), geoOf("b", { x: 300 })];

Deno.test("dragging the line of an arrow that is connected at both ends bends it and keeps the connections", () => {
  const desk = reshape(tied(), ...ENDS);
  desk.editor.selection.set([]);
  desk.drag([75, 50], [75, 80]);
  const bent = desk.now() as ArrowShape;
  assert.deepEqual([bent.route, bent.start.to, bent.end.to, desk.edits()], ["curve", "a", "b", ["c/bend", "c/route"]]);
  // At a quarter of the length, the curve is 3/4 of its bend away from the straight line.
  assert.ok(Math.abs(bent.bend! + 30 / 300 / 0.75) < 1e-9, `${bent.bend}`);
  desk.drag([75, 80], [75, 51]);
  assert.equal((desk.now() as ArrowShape).route, "straight");
  desk.editor.history.undo();
  desk.editor.history.undo();
  assert.deepEqual([(desk.now() as ArrowShape).route, desk.editor.history.canUndo.value], ["straight", false]);
});

Deno.test("dragging an elbow arrow slides its ends along the connected shapes, within the bounds of these", () => {
  const desk = reshape(tied({ route: "elbow" }), ENDS[0], geoOf("b", { x: 300, y: 20, angle: Math.PI }));
  const ends = () => {
    const { start, end } = desk.now() as ArrowShape;
    return [start, end].map(({ to, u, v }) => [to, u, Math.round(v! * 100) / 100]);
  };
  // The far side of the other shape faces the arrow.
  desk.editor.writer.change(new Map([["c", { end: { x: 300, y: 70, to: "b", u: 1, v: 0.5 } }]]));
  desk.drag([75, 50], [95, 80]);
  assert.deepEqual(ends(), [["a", 1, 0.8], ["b", 1, 0.2]]);
  desk.drag([75, 80], [75, 300]);
  assert.deepEqual(ends(), [["a", 1, 1], ["b", 1, 0]]);
  desk.editor.history.undo();
  assert.deepEqual(ends(), [["a", 1, 0.8], ["b", 1, 0.2]]);
});

Deno.test("Escape restores the connected arrow; selected with other shapes it moves along with them", () => {
  const desk = reshape(tied(), ...ENDS);
  desk.select.down(pointerAt([[75, 50]]));
  desk.select.move(pointerAt([[75, 90]]));
  desk.select.cancel();
  assert.deepEqual([desk.edits(), desk.editor.drafts.size], [[], 0]);
  desk.editor.selection.set(["a", "b", "c"]);
  desk.drag([150, 50], [150, 90], { ...NO_KEYS, mod: true });
  assert.deepEqual(desk.edits(), ["a/y", "b/y"]);
});

Deno.test("dragging an arrow that is connected at one end turns it around that end", () => {
  const desk = reshape(tied({ start: { x: 0, y: 50 } }), ENDS[1]);
  desk.drag([75, 50], [75, 90], { ...NO_KEYS, mod: true });
  const { start, end } = desk.now() as ArrowShape;
  assert.deepEqual([start, end.to], [{ x: 0, y: 90 }, "b"]);
});
