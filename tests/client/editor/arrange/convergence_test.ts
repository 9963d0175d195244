import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import { isOrderKey } from "../../../../board/order.ts";
import { FORMS } from "../../../../board/style.ts";
import type { Shape } from "../../../../board/shape.ts";
import { copiesOf } from "../../../../board/copies.ts";
import { arrangeCommands } from "../../../../client/editor/arrange/arrange_commands.ts";
import { ShapeTable } from "../../../../client/editor/shape_table.ts";
import { sync } from "../../../support/boards.ts";
import { Desk } from "../../../support/editors.ts";
import { arrowOf, geoOf } from "../../../support/figures.ts";
import { type Random, seeded } from "../../../support/random.ts";
import { inkOf } from "../../../support/shapes.ts";

const RUNS = 1_000;
const STEPS = 24;

/** One person at work: what they do is what the interface lets them do. */
class Person {
  readonly desk: Desk;
  readonly #commands;
  readonly #random: Random;

  constructor(board: Board, random: Random) {
    this.desk = new Desk(board);
    this.#commands = arrangeCommands(this.desk.editor);
    this.#random = random;
  }

  get board(): Board {
    return this.desk.editor.board;
  }

  act(): void {
    const { editor } = this.desk;
    const random = this.#random;
    const dice = random.below(10);
    if (dice === 0) return editor.history.undo();
    if (dice === 1) return editor.history.redo();
    if (dice <= 3) return this.#make();
    const ids = [...editor.shapes.all()].map(({ id }) => id).sort();
    if (ids.length === 0) return;
    editor.selection.set(ids.filter(() => random.below(3) > 0));
    const possible = this.#commands.filter(({ applies }) => applies?.() ?? true);
    if (possible.length > 0) random.pick(possible).run();
  }

  #make(): void {
    const { editor } = this.desk;
    const random = this.#random;
    const id = editor.newShapeId(), order = editor.shapes.orderOnTop();
    const x = random.below(901), y = random.below(601);
    const all = [...editor.shapes.all()];
    const tie = () => all.length > 0 ? { x, y, to: random.pick(all).id, u: 0.5, v: 0.5 } : { x, y };
    const shape: Shape = random.pick([
      geoOf(id, { x, y, order, form: random.pick(FORMS), text: `${random.below(100)}` }),
      inkOf(id, { x, y, order }),
      arrowOf(id, { order, start: tie(), end: tie() }),
    ]);
    editor.writer.add([shape]);
  }
}

/** What must hold on every board, however it came about. */
function assertWell(board: Board, what: string): void {
  const shapes = new Map([...board.readAll()].map((shape) => [shape.id, shape]));
  assert.equal(shapes.size, board.shapes.size, `${what}: a record cannot be read`);
  for (const key of board.edits.keys()) {
    // Concurrent work may leave an edit behind whose shape is gone: it must mean nothing.
    if (!board.shapes.has(key.split("/")[0])) assert.equal(board.read(key.split("/")[0]), undefined, what);
  }
  const table = new ShapeTable(board);
  for (const shape of table.all()) {
    assert.ok(isOrderKey(shape.order), `${what}: order ${shape.order}`);
    assert.equal(new Set(shape.groups).size, shape.groups?.length ?? 0, `${what}: a group contains itself`);
    if (shape.kind === "arrow") {
      assert.ok(shape.trace!.every(Number.isFinite), `${what}: an arrow is broken`);
    }
  }
  table.close();
}

function printed(board: Board): string {
  const shapes = [...board.readAll()].sort((a, b) => a.id < b.id ? -1 : 1);
  return JSON.stringify(shapes.map((shape) => Object.entries(shape).sort()));
}

Deno.test(`two people do everything to the same shapes, one of them often offline: ${RUNS} seeded runs agree`, () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = seeded(seed);
    const people = [new Person(new Board(), random), new Person(new Board(), random)];
    const [ada, bo] = people;
    for (let step = 0; step < STEPS; step++) {
      random.pick(people).act();
      // In stretches: what is done while apart comes together at once.
      if (random.below(6) === 0) sync(ada.board, bo.board);
    }
    sync(ada.board, bo.board);
    assert.equal(printed(ada.board), printed(bo.board), `seed ${seed}`);
    assertWell(ada.board, `seed ${seed}`);
    assert.deepEqual(
      [...ada.desk.editor.shapes.all()].map(printedShape).sort(),
      [...bo.desk.editor.shapes.all()].map(printedShape).sort(),
      `seed ${seed}: what is shown differs`,
    );
    for (const { desk } of people) desk.editor.close();
  }
});

function printedShape(shape: Shape): string {
  return JSON.stringify(Object.entries(shape).sort());
}

Deno.test("undo by either takes back their own work alone, whatever the other did meanwhile", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seeded(seed);
    const [ada, bo] = [new Person(new Board(), random), new Person(new Board(), random)];
    ada.desk.editor.writer.add(["a", "b", "c"].map((id, i) => geoOf(id, { x: i * 200 })));
    sync(ada.board, bo.board);
    // Of one shape the places are Ada's, everything else is Bo's.
    ada.desk.editor.writer.change(new Map([["a", { x: 1_000 + seed }]]));
    bo.desk.editor.writer.change(new Map([["a", { y: 500 }], ["b", { color: "red" }]]));
    bo.desk.editor.writer.add(copiesOf([geoOf("b")], {
      newId: bo.desk.editor.newShapeId,
      above: "a9",
      dx: 1,
      dy: 1,
      hasFrame: () => false,
    }));
    if (random.below(2) === 0) sync(ada.board, bo.board);
    ada.desk.editor.history.undo();
    sync(ada.board, bo.board);
    const a = bo.desk.editor.shapes.get("a")!, b = ada.desk.editor.shapes.get("b") as { color: string };
    assert.deepEqual([a.x, a.y, b.color, bo.board.shapes.size], [0, 500, "red", 4], `seed ${seed}`);
    for (const { desk } of [ada, bo]) desk.editor.close();
  }
});

Deno.test("a shape of a kind this version does not know survives editing, copying around it and a save", () => {
  const random = seeded(9);
  const ada = new Person(new Board(), random);
  const video = { kind: "video", order: "a0", x: 0, y: 0, w: 320, h: 200, source: "abc", nested: { deep: [1, 2] } };
  ada.board.shapes.set("v.1", video);
  ada.board.edits.set("v.1/volume", 0.5);
  for (let i = 0; i < 200; i++) ada.act();
  const saved = new Board();
  sync(ada.board, saved);
  assert.deepEqual(saved.shapes.get("v.1"), video);
  assert.equal(saved.edits.get("v.1/volume"), 0.5);
});
