import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../../../board/shape.ts";
import { ROUTES } from "../../../../board/style.ts";
import { arrangeCommands } from "../../../../client/editor/arrange/arrange_commands.ts";
import { lineCommands } from "../../../../client/editor/commands/line_commands.ts";
import { sync } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, frameOf, geoOf } from "../../../support/board/figures.ts";
import { type Random, seeded } from "../../../support/random.ts";
import { pointerAt } from "../../../support/client/tools.ts";

const RUNS = 1_000;
const STEPS = 24;

/**
 * One person working with arrows: draws them, drags their ends and lines, and moves, turns or deletes their targets.
 */
class Person {
  readonly desk: Desk;
  readonly #random: Random;
  readonly #commands;

  constructor(random: Random) {
    this.#random = random;
    this.desk = new Desk(new Board());
    this.#commands = [...lineCommands(this.desk.editor), ...arrangeCommands(this.desk.editor)];
  }

  act(): void {
    const { editor, tools } = this.desk;
    const random = this.#random;
    const all = [...editor.shapes.all()].sort((a, b) => a.id < b.id ? -1 : 1);
    const dice = random.below(12);
    if (dice === 0) return editor.history.undo();
    if (dice === 1) return editor.history.redo();
    if (dice <= 3 || all.length < 3) {
      const at = { x: random.below(800), y: random.below(600) };
      const id = editor.newShapeId();
      return editor.writer.add([random.below(5) > 0 ? geoOf(id, at) : frameOf(id, at)]);
    }
    if (dice <= 5) return this.#drag(tools.arrow, this.#somewhere(all), this.#somewhere(all));
    const chosen = random.pick(all);
    editor.selection.set([chosen.id]);
    if (dice === 6) return editor.writer.remove(new Set([chosen.id]));
    if (dice <= 9 && chosen.kind === "arrow" && !chosen.locked) {
      const [x0, y0, x1, y1] = chosen.trace!;
      const handle = random.pick([...this.desk.context.points, { x: (x0 + x1) / 2, y: (y0 + y1) / 2 }]);
      return this.#drag(tools.select, [handle.x, handle.y], this.#somewhere(all));
    }
    const possible = this.#commands.filter(({ applies }) => applies?.() ?? true);
    if (possible.length > 0) random.pick(possible).run();
  }

  /** A random point, usually on a shape or its edge. */
  #somewhere(all: readonly Shape[]): [number, number] {
    const random = this.#random;
    const { x, y, w, h } = random.pick(all);
    return random.below(4) === 0
      ? [random.below(800), random.below(600)]
      : [x + (random.below(4) === 0 ? 0 : w / 2), y + h / 2];
  }

  #drag(tool: Desk["tools"]["arrow"], from: [number, number], to: [number, number]): void {
    tool.down(pointerAt([from]));
    tool.move(pointerAt([to]));
    tool.up(pointerAt([to]));
  }
}

function people(random: Random, ...shapes: readonly Shape[]): [Person, Person] {
  const [ada, bo] = [new Person(random), new Person(random)];
  if (shapes.length > 0) ada.desk.editor.writer.add(shapes);
  sync(ada.desk.editor.board, bo.desk.editor.board);
  return [ada, bo];
}

const boardOf = ({ desk }: Person) => desk.editor.board;
const arrowIn = ({ desk }: Person) => desk.editor.shapes.get("c") as ArrowShape;

function shown({ desk }: Person): string[] {
  return [...desk.editor.shapes.all()].map((shape) => JSON.stringify(Object.entries(shape).sort())).sort();
}

/** No end is tied to a missing shape, and every arrow can be drawn. */
function assertWell({ desk }: Person, what: string): void {
  const { shapes } = desk.editor;
  for (const shape of shapes.all()) {
    if (shape.kind !== "arrow") continue;
    for (const { x, y, to } of [shape.start, shape.end]) {
      assert.ok(Number.isFinite(x) && Number.isFinite(y), `${what}: an end is nowhere`);
      assert.ok(to === undefined || shapes.get(to) && shapes.get(to)?.kind !== "arrow", `${what}: tied to nothing`);
    }
    const { trace = [], x, y, w, h } = shape;
    assert.ok(trace.length >= 4 && [...trace, x, y, w, h].every(Number.isFinite), `${what}: a broken arrow`);
  }
}

Deno.test(`two people tie, bend, move and delete at once, often offline, and converge: ${RUNS} seeded runs`, () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = seeded(seed);
    const both = people(random);
    for (let step = 0; step < STEPS; step++) {
      random.pick(both).act();
      if (random.below(6) === 0) sync(boardOf(both[0]), boardOf(both[1]));
    }
    sync(boardOf(both[0]), boardOf(both[1]));
    assert.deepEqual(shown(both[0]), shown(both[1]), `seed ${seed}`);
    for (const person of both) {
      assertWell(person, `seed ${seed}`);
      person.desk.editor.close();
    }
  }
});

const onto = (to: string, at: number): ArrowEnd => ({ x: at, y: at, to, u: 0.5, v: 0.5 });

/**
 * Three boxes and an arrow from the first to the second box. Ada deletes the second one while Bo ties the arrow to the
 * third.
 */
function retiedWhileDeleted(seed: number): [Person, Person] {
  const random = seeded(seed);
  const at = () => random.below(500);
  const [ada, bo] = people(
    random,
    geoOf("s", { x: at() - 1_000, y: at() }),
    geoOf("a", { x: at(), y: at() }),
    geoOf("b", { x: 1_000 + at(), y: at() }),
    arrowOf("c", { start: onto("s", 1), end: onto("a", 2), route: random.pick(ROUTES) }),
  );
  const steps = [
    () => ada.desk.editor.writer.remove(new Set(["a"])),
    () => bo.desk.editor.writer.change(new Map([["c", { end: onto("b", 3) }]])),
  ];
  for (const step of random.below(2) === 0 ? steps : steps.toReversed()) step();
  sync(boardOf(ada), boardOf(bo));
  return [ada, bo];
}

Deno.test("an end tied to another shape while its target is deleted stays so: 1,000 seeded runs", () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const both = retiedWhileDeleted(seed);
    for (const person of both) {
      assert.equal(arrowIn(person).end.to, "b", `seed ${seed}`);
      assertWell(person, `seed ${seed}`);
      person.desk.editor.close();
    }
  }
});

Deno.test("undo reverts only one's own work: the deletion of the shape, or the move of the end", () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const [ada, bo] = retiedWhileDeleted(seed);
    const [first, second] = seed % 2 === 0 ? [ada, bo] : [bo, ada];
    first.desk.editor.history.undo();
    sync(boardOf(ada), boardOf(bo));
    const between = { to: arrowIn(ada).end.to, isThere: ada.desk.editor.shapes.get("a") !== undefined };
    assert.deepEqual(between, first === ada ? { to: "b", isThere: true } : { to: undefined, isThere: false });
    assertWell(ada, `seed ${seed}`);
    second.desk.editor.history.undo();
    sync(boardOf(ada), boardOf(bo));
    for (const person of [ada, bo]) {
      assert.equal(arrowIn(person).end.to, "a", `seed ${seed}`);
      person.desk.editor.close();
    }
  }
});

Deno.test("an end stays where it was seen when its shape, which has moved since, is deleted", () => {
  const [ada, bo] = people(seeded(1), geoOf("a"), arrowOf("c", { start: { x: -300, y: 50 }, end: onto("a", 50) }));
  ada.desk.editor.writer.change(new Map([["a", { x: 400 }]]));
  sync(boardOf(ada), boardOf(bo));
  bo.desk.editor.writer.remove(new Set(["a"]));
  sync(boardOf(ada), boardOf(bo));
  for (const person of [ada, bo]) assert.deepEqual(arrowIn(person).end, { x: 395, y: 50 });
});
