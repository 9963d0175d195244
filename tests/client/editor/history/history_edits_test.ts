import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { Board } from "../../../../board/document.ts";
import { HISTORY_STEPS_MIN } from "../../../../board/limits.ts";
import { History } from "../../../../client/editor/history/history.ts";
import { editsOf, linkedBoards, mapOfEdits, sync } from "../../../support/board/boards.ts";
import { inkOf } from "../../../support/board/shapes.ts";

class Person {
  readonly history: History;

  constructor(readonly board: Board, options?: { editBytesMax?: number; keptBytesMax?: number }) {
    this.history = new History(board, options);
  }

  draw(...ids: string[]): void {
    this.board.transact(() => ids.forEach((id) => this.board.add(inkOf(id))), "local");
  }

  move(ids: string | readonly string[], x: number): void {
    this.board.transact(() => [ids].flat().forEach((id) => this.board.edit(id, "x", x)), "local");
  }

  remove(...ids: string[]): void {
    this.board.transact(() => this.board.remove(new Set(ids)), "local");
  }

  x(id: string): number | undefined {
    return this.board.read(id)?.x;
  }
}

function people(): Person[] {
  return linkedBoards(2).map((board) => new Person(board));
}

function idsUpTo(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `s.${i.toString(36)}`);
}

/** The number of deleted items whose content Yjs keeps for undo. */
function keptIn({ doc }: Board): number {
  return [...doc.store.clients.values()].flat()
    .filter((struct) => struct instanceof Y.Item && struct.deleted && !(struct.content instanceof Y.ContentDeleted))
    .length;
}

function structsIn({ doc }: Board): number {
  return [...doc.store.clients.values()].flat().length;
}

Deno.test("undo and redo of a drag skip shapes that somebody else has moved since", () => {
  const [ada, bob] = people();
  const ids = idsUpTo(10);
  ada.draw(...ids);
  ada.move(ids, 1);
  ada.move(ids, 2);
  bob.move(ids[3], 50);
  const expected = (x: number) => ids.map((_, i) => i === 3 ? 50 : x);
  for (const who of [ada, bob]) {
    ada.history.undo();
    assert.deepEqual(ids.map((id) => who.x(id)), expected(1));
    ada.history.redo();
    assert.deepEqual(ids.map((id) => who.x(id)), expected(2));
  }
  bob.history.undo();
  assert.deepEqual(ids.map((id) => ada.x(id)), Array(10).fill(2));
});

Deno.test("undo restores replaced values even if others have replaced the rest of that gesture", () => {
  const [ada, bob] = people();
  ada.draw("s", "t");
  ada.move(["s", "t"], 1);
  bob.move("t", 2);
  ada.move("s", 3);
  bob.history.undo();
  assert.deepEqual([ada.x("s"), ada.x("t")], [3, 1]);
  ada.history.undo();
  ada.history.undo();
  assert.deepEqual([bob.x("s"), bob.x("t")], [0, 1], "what Bob brought back is not hers any more");
});

Deno.test("a deleted shape is restored with its edits, even if their gestures were partly overwritten", () => {
  const [ada, bob] = people();
  ada.draw("s", "t");
  bob.move(["s", "t"], 1);
  ada.remove("s");
  bob.move("t", 2);
  ada.history.undo();
  assert.deepEqual([ada.x("s"), ada.x("t")], [1, 2]);
  ada.history.redo();
  assert.equal(bob.x("s"), undefined);
  assert.deepEqual([...editsOf(ada.board)], [["t/x", 2]]);
});

Deno.test("edits by an earlier version are not undone, and are restored when they were replaced", () => {
  const [ada, bob] = people();
  ada.draw("s", "t");
  ada.move(["s", "t"], 1);
  mapOfEdits(bob.board).set("s/x", 7);
  ada.history.undo();
  assert.deepEqual([ada.x("s"), ada.x("t")], [7, 0]);
  ada.move("s", 9);
  ada.history.undo();
  assert.equal(bob.x("s"), 7);
});

Deno.test("undo keeps no overwritten edits in the document and drops the oldest steps", () => {
  const ada = new Person(new Board(), { editBytesMax: 200_000 });
  const ids = idsUpTo(1_000);
  ada.draw(...ids);
  for (let x = 1; x <= 20; x++) ada.move(ids, x);
  assert.equal(keptIn(ada.board), 0);
  let steps = 0;
  for (; ada.history.canUndo.value; steps++) ada.history.undo();
  assert.ok(steps >= 2 && steps < 20, `${steps} steps`);
  assert.equal(ada.x(ids[0]), 20 - steps);
});

Deno.test("the last steps can be undone whatever their size, and dropped ones keep no content", () => {
  const ada = new Person(new Board(), { keptBytesMax: 1_000 });
  const ids = idsUpTo(100);
  ada.draw(...ids);
  ada.remove(...ids);
  assert.equal(keptIn(ada.board), 100);
  ada.history.undo();
  assert.equal(ada.board.shapes.size, 100);
  ada.history.redo();
  for (let i = 1; i < HISTORY_STEPS_MIN; i++) ada.draw(`other.${i}`);
  assert.equal(keptIn(ada.board), 100);
  ada.draw("last");
  assert.equal(keptIn(ada.board), 0);
  for (let i = 0; i < HISTORY_STEPS_MIN; i++) ada.history.undo();
  assert.deepEqual([ada.history.canUndo.value, ada.board.shapes.size], [false, 0]);
});

Deno.test("undoing and redoing a drag 1,000 times leaves as many structs as doing so twice", () => {
  const ada = new Person(new Board());
  const ids = idsUpTo(100);
  ada.draw(...ids);
  ada.move(ids, 1);
  const again = (times: number) => {
    for (let i = 0; i < times; i++) {
      ada.history.undo();
      ada.history.redo();
    }
    return structsIn(ada.board);
  };
  assert.equal(again(2), again(1_000));
  assert.equal(ada.x(ids[0]), 1);
});

Deno.test("shapes created and deleted repeatedly leave one struct each and a bounded undo memory", () => {
  const ada = new Person(new Board(), { keptBytesMax: 100_000 });
  for (let round = 0; round < 50; round++) {
    const ids = idsUpTo(100).map((id) => `${round}${id}`);
    ada.draw(...ids);
    ada.move(ids, round);
    ada.remove(...ids);
  }
  assert.equal(structsIn(ada.board), 50 * 100 + 50);
  assert.ok(keptIn(ada.board) <= 400, `${keptIn(ada.board)} kept`);
});

Deno.test("two people and an earlier version, offline and with undo and redo, converge", () => {
  const ids = ["s.0", "s.1", "s.2"];
  const step = fc.record({
    isAda: fc.boolean(),
    what: fc.constantFrom("move", "moveAll", "undo", "redo", "remove", "draw", "old", "sync", "reconnect"),
    shape: fc.nat(2),
    x: fc.integer({ min: -99, max: 99 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const [ada, bob, old] = [new Person(new Board()), new Person(new Board()), new Board()];
      const meet = () => {
        for (const [one, other] of [[ada.board, bob.board], [old, ada.board], [bob.board, old]]) sync(one, other);
      };
      ada.draw(...ids);
      meet();
      for (const { isAda, what, shape, x } of steps) {
        const person = isAda ? ada : bob, id = ids[shape];
        if (what === "move") person.move(id, x);
        else if (what === "moveAll") person.move(ids, x);
        else if (what === "remove") person.remove(id);
        else if (what === "draw") person.draw(id);
        else if (what === "old") mapOfEdits(old).set(`${id}/x`, x);
        else if (what === "sync") meet();
        else if (what === "reconnect") person.board.doc.clientID++;
        else person.history[what]();
      }
      meet();
      meet();
      const facts = (board: Board) => ids.map((id) => board.read(id));
      const cold = new Board();
      Y.applyUpdate(cold.doc, Y.encodeStateAsUpdate(ada.board.doc));
      for (const board of [ada.board, bob.board, old]) assert.deepEqual(facts(board), facts(cold));
    }),
    { seed: 21, numRuns: 500 },
  );
});
