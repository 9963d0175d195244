import assert from "node:assert/strict";
import { through } from "../../../../board/figure/line/line_points.ts";
import type { Shape } from "../../../../board/shape.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, frameOf, geoOf, noteOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { pointerAt } from "../../../support/client/tools.ts";

/** Not selected, so that the paint order can change. */
const OTHER = geoOf("other", { order: "a1", w: 900, h: 900 });

/** Each shape is on the board twice, once of them locked. */
const SHAPES: readonly Shape[] = [
  frameOf("frame", { x: -50, y: -50, w: 300, h: 300 }),
  geoOf("square", { frame: "frame", groups: ["g"], text: "words" }),
  noteOf("note", { x: 400, order: "a2" }),
  {
    id: "line",
    kind: "line",
    order: "a3",
    color: "black",
    width: 4,
    ...through([{ x: 0, y: 300 }, { x: 90, y: 340 }]),
  },
  inkOf("ink", { x: 400, y: 300, w: 100, order: "a4" }),
  arrowOf("arrow", { order: "a5", start: { x: 0, y: 0 }, end: { x: 300, y: 500 } }),
];

function deskWithLocked(): Desk {
  const desk = new Desk();
  const { editor } = desk;
  const pairs = SHAPES.flatMap((shape): Shape[] => [
    shape,
    { ...shape, id: `locked.${shape.id}`, order: `${shape.order}V`, locked: true },
  ]);
  editor.board.transact(() => {
    for (const shape of [...pairs, OTHER]) editor.board.add(shape);
  }, "remote");
  return desk;
}

function lockedOf({ editor }: Desk): readonly Shape[] {
  return SHAPES.map(({ id }) => editor.board.read(`locked.${id}`)!);
}

Deno.test("C2: no command changes a locked shape that is selected among others, except the one that unlocks", () => {
  const names = commandsFor(new Desk().editor).map(({ id }) => id).filter((id) => id !== "unlock" && id !== "open");
  for (const name of names) {
    const desk = deskWithLocked();
    const { editor } = desk;
    const command = commandsFor(editor).find(({ id }) => id === name)!;
    editor.selection.set([...editor.shapes.all()].map(({ id }) => id).filter((id) => id !== OTHER.id));
    const before = lockedOf(desk);
    command.run();
    assert.deepEqual(lockedOf(desk), before, name);
  }
});

Deno.test("C2: the writer changes only the lock of a locked shape", () => {
  const desk = deskWithLocked();
  const { writer } = desk.editor;
  const before = lockedOf(desk);
  const ids = before.map(({ id }) => id);
  writer.change(new Map(ids.map((id) => [id, { x: 9, frame: null, order: "a9", color: "red", text: "no" }])));
  writer.remove(new Set(ids));
  assert.deepEqual(lockedOf(desk), before);
  writer.change(new Map([["locked.note", { locked: null, x: 9 }], ["note", { locked: true, x: 7 }]]));
  const note = desk.editor.shapes.get("locked.note")!;
  assert.deepEqual([note.locked, note.x], [undefined, before[2].x]);
  assert.deepEqual([desk.editor.shapes.get("note")?.locked, desk.editor.shapes.get("note")?.x], [true, 7]);
});

Deno.test("C2: a shape that somebody locks during a drag stays in place", () => {
  const { editor, tools } = new Desk();
  editor.board.add(geoOf("a", { fill: "solid" }));
  tools.select.down(pointerAt([[50, 50]]));
  tools.select.move(pointerAt([[150, 50]]));
  editor.board.transact(() => editor.board.edit("a", "locked", true), "remote");
  tools.select.up(pointerAt([[150, 50]]));
  assert.equal(editor.shapes.get("a")?.x, 0);
  assert.equal(editor.history.canUndo.value, false);
});

Deno.test("C2: text editing ends when somebody locks the shape, and no letter is added", () => {
  const { editor } = new Desk();
  editor.board.add(noteOf("n"));
  editor.write(noteOf("n"));
  const writing = editor.writing.value!;
  writing.replace({ at: 0, removed: 0, inserted: "a" }, 0);
  editor.board.transact(() => editor.board.edit("n", "locked", true), "remote");
  writing.replace({ at: 1, removed: 0, inserted: "b" }, 10);
  assert.equal(editor.board.textOf("n").toString(), "a");
  assert.equal(editor.writing.value, undefined);
});

Deno.test("C2: a locked arrow keeps its end when what it points at is deleted", () => {
  const { editor } = new Desk();
  const start = { x: 50, y: 50, to: "a", u: 0.5, v: 0.5 };
  editor.writer.add([geoOf("a"), arrowOf("t", { start, end: { x: 400, y: 50 }, locked: true })]);
  const trace = (id: string) => (editor.shapes.get(id) as { trace?: readonly number[] }).trace;
  const before = trace("t");
  editor.writer.remove(new Set(["a"]));
  assert.deepEqual(trace("t"), before);
});

Deno.test("C2: the eraser skips locked shapes and shapes that a frame hides", () => {
  const { editor, tools } = new Desk();
  editor.board.add(frameOf("f", { w: 100, h: 100 }));
  editor.board.add(inkOf("out", { x: 50, y: 50, w: 200, order: "a1", frame: "f" }));
  editor.board.add(inkOf("locked", { x: 300, y: 300, w: 100, order: "a2", locked: true }));
  const rub = (x: number, fromY: number, toY: number) => {
    tools.eraser.down(pointerAt([[x, fromY]]));
    tools.eraser.move(pointerAt([[x, toY]]));
    assert.equal(editor.faded.value.has("locked"), false);
    tools.eraser.up(pointerAt([[x, toY]]));
    return [...editor.board.shapes.keys()].sort();
  };
  assert.deepEqual(rub(350, 280, 320), ["f", "locked", "out"]);
  assert.deepEqual(rub(200, 20, 80), ["f", "locked", "out"], "its hidden part");
  assert.deepEqual(rub(80, 20, 80), ["f", "locked"], "its visible part");
});

Deno.test("C2: the eraser hits what it crosses inside a frame", () => {
  const { editor, tools } = new Desk();
  editor.board.add(frameOf("f", { w: 100, h: 100, angle: 0.3 }));
  editor.board.add(inkOf("in", { x: 20, y: 50, w: 40, order: "a1", frame: "f" }));
  tools.eraser.down(pointerAt([[40, -400]]));
  tools.eraser.up(pointerAt([[40, 500]]));
  assert.equal(editor.board.shapes.has("in"), false);
});
