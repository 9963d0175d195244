import assert from "node:assert/strict";
import fc from "fast-check";
import { Board } from "../../../../board/document.ts";
import { History } from "../../../../client/editor/history/history.ts";
import { idsOf, linkedBoards, sync } from "../../../support/board/boards.ts";
import { inkOf } from "../../../support/board/shapes.ts";

/** A person at a board. */
class Person {
  readonly history: History;

  constructor(readonly board: Board) {
    this.history = new History(board);
  }

  draw(...ids: string[]): void {
    this.board.transact(() => ids.forEach((id) => this.board.add(inkOf(id))), "local");
  }

  erase(...ids: string[]): void {
    this.board.transact(() => this.board.remove(new Set(ids)), "local");
  }

  move(id: string, x: number): void {
    this.board.transact(() => this.board.edit(id, "x", x), "local");
  }

  get can(): string {
    return `${this.history.canUndo.value ? "undo" : ""} ${this.history.canRedo.value ? "redo" : ""}`.trim();
  }
}

function people(count: number): Person[] {
  return linkedBoards(count).map((board) => new Person(board));
}

Deno.test("undo reverts the local steps, newest first, and nobody else's", () => {
  const [ada, bob] = people(2);
  ada.draw("a1");
  bob.draw("b1");
  ada.draw("a2");
  bob.draw("b2");
  ada.history.undo();
  assert.deepEqual(idsOf(bob.board), ["a1", "b1", "b2"]);
  ada.history.undo();
  ada.history.undo();
  assert.deepEqual(idsOf(bob.board), ["b1", "b2"]);
  ada.history.redo();
  assert.deepEqual(idsOf(bob.board), ["a1", "b1", "b2"]);
  assert.equal(bob.can, "undo");
});

Deno.test("one gesture is one step, whatever it touches", () => {
  const [ada] = people(1);
  ada.draw("a", "b", "c");
  ada.erase("a", "c");
  ada.history.undo();
  assert.deepEqual(idsOf(ada.board), ["a", "b", "c"]);
  ada.history.undo();
  assert.deepEqual(idsOf(ada.board), []);
});

Deno.test("canUndo and canRedo follow the stacks", () => {
  const [ada, bob] = people(2);
  bob.draw("b");
  assert.equal(ada.can, "");
  ada.draw("a");
  assert.equal(ada.can, "undo");
  ada.history.undo();
  assert.equal(ada.can, "redo");
  ada.history.redo();
  assert.equal(ada.can, "undo");
});

Deno.test("a new step clears the redo stack", () => {
  const [ada] = people(1);
  ada.draw("a");
  ada.history.undo();
  ada.draw("b");
  assert.equal(ada.can, "undo");
  ada.history.redo();
  assert.deepEqual(idsOf(ada.board), ["b"]);
});

Deno.test("others' changes do not clear the redo stack", () => {
  const [ada, bob] = people(2);
  ada.draw("a");
  ada.history.undo();
  bob.draw("b");
  assert.equal(ada.can, "redo");
  ada.history.redo();
  assert.deepEqual(idsOf(bob.board), ["a", "b"]);
});

Deno.test("undo restores another person's shape that I erased", () => {
  const [ada, bob] = people(2);
  bob.draw("b");
  ada.erase("b");
  assert.deepEqual(idsOf(bob.board), []);
  ada.history.undo();
  assert.deepEqual(bob.board.read("b"), inkOf("b"));
});

Deno.test("a step that somebody else has reverted is skipped, and canUndo stays correct", () => {
  const [ada, bob] = people(2);
  ada.draw("a1");
  ada.draw("a2");
  bob.erase("a2");
  ada.history.undo();
  assert.deepEqual(idsOf(ada.board), []);
  assert.equal(ada.can, "redo");
});

Deno.test("another person's restored shape stays when older local steps are undone", () => {
  for (const cover of ["move", "erase"] as const) {
    const [ada, bob] = people(2);
    const x = () => ada.board.read("s")?.x;
    ada.draw("s");
    for (const x of [0.5, 1]) ada.move("s", x);
    bob.move("s", 2);
    if (cover === "move") ada.move("s", 3);
    else ada.erase("s");
    ada.history.undo();
    assert.equal(x(), 2, cover);
    ada.board.doc.clientID++; // as after each lost connection
    ada.history.undo();
    assert.equal(x(), undefined, "her moves are passed over, as Bob moved it since; that she drew it is not");
    ada.history.redo();
    assert.equal(x(), 2, cover);
    ada.history.redo();
    assert.equal(x(), cover === "move" ? 3 : undefined);
    ada.history.undo();
    assert.equal(x(), 2, cover);
  }
});

Deno.test("steps on one property are undone and redone one by one, under any client id", () => {
  const [ada] = people(1);
  ada.draw("s");
  for (const x of [1, 2, 3, 4]) {
    ada.move("s", x);
    ada.board.doc.clientID++;
  }
  for (let i = 0; i < 3; i++) {
    for (const x of [3, 2, 1, 0]) {
      ada.history.undo();
      assert.equal(ada.board.read("s")?.x, x);
    }
    for (const x of [1, 2, 3, 4]) {
      ada.history.redo();
      assert.equal(ada.board.read("s")?.x, x);
    }
  }
});

Deno.test("canUndo is false when nothing is left to undo", () => {
  const [ada, bob] = people(2);
  ada.draw("a");
  bob.erase("a");
  ada.history.undo();
  assert.equal(ada.can, "");
});

Deno.test("two people who undo at once while offline converge", () => {
  const a = new Board(), b = new Board();
  const ada = new Person(a), bob = new Person(b);
  ada.draw("shared", "a");
  sync(a, b);
  bob.draw("b");
  bob.erase("shared");
  sync(a, b);
  ada.history.undo(); // her own two shapes
  bob.history.undo(); // restores "shared"
  sync(a, b);
  assert.deepEqual(idsOf(a), idsOf(b));
  assert(idsOf(a).includes("b"), "what bob drew is untouched");
  ada.history.redo();
  bob.history.redo();
  sync(a, b);
  assert.deepEqual(idsOf(a), idsOf(b));
  assert(idsOf(a).includes("a"));
});

Deno.test("two people who draw, erase, undo and redo offline converge, and neither undoes the other's work", () => {
  const step = fc.constantFrom("draw", "erase", "undo", "redo", "sync");
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 40 }), (steps) => {
      const a = new Board(), b = new Board();
      const persons = { ada: new Person(a), bob: new Person(b) };
      const kept = { ada: new Set<string>(), bob: new Set<string>() };
      let count = 0;
      for (const [isAda, step] of steps) {
        const name = isAda ? "ada" : "bob";
        const person = persons[name];
        if (step === "draw") {
          person.draw(`${name}${++count}`);
        } else if (step === "erase") {
          const mine = idsOf(person.board).find((id) => id.startsWith(name));
          if (mine) person.erase(mine);
        } else if (step === "sync") {
          sync(a, b);
        } else {
          const others = () => idsOf(person.board).filter((id) => !id.startsWith(name));
          const before = others();
          person.history[step]();
          assert.deepEqual(others(), before);
        }
        kept[name] = new Set(idsOf(person.board).filter((id) => id.startsWith(name)));
      }
      sync(a, b);
      assert.deepEqual(idsOf(a), idsOf(b));
      assert.deepEqual(new Set(idsOf(a)), new Set([...kept.ada, ...kept.bob]));
    }),
    { seed: 11, numRuns: 200 },
  );
});

Deno.test("a closed history records nothing", () => {
  const [ada] = people(1);
  ada.history.close();
  ada.history.close();
  ada.draw("a");
  assert.equal(ada.can, "");
});

Deno.test("takeBackAll reverts all local steps for good and leaves others' work alone", () => {
  const [mine, theirs] = linkedBoards(2);
  const history = new History(mine);
  theirs.transact(() => theirs.add(inkOf("theirs.1")), "local");
  mine.transact(() => mine.add(inkOf("mine.1")), "local");
  mine.transact(() => mine.remove(new Set(["theirs.1"])), "local");
  history.takeBackAll();
  assert.deepEqual(idsOf(mine), ["theirs.1"]);
  assert.equal(history.canUndo.value, false);
  assert.equal(history.canRedo.value, false);
  history.close();
});

Deno.test("what comes later goes with its step, whatever was done in between", () => {
  const [ada, bob] = people(2);
  ada.draw("asked");
  const step = ada.history.last!;
  ada.draw("next", "other");
  ada.move("next", 7);
  const answer = () => {
    ada.board.transact(() => {
      ada.board.add(inkOf("answer"));
      ada.board.edit("asked", "x", 5);
      ada.board.remove(new Set(["other"]));
    }, "local");
  };
  assert.equal(ada.history.extend(step, answer), true);
  assert.deepEqual(idsOf(bob.board), ["answer", "asked", "next"]);
  ada.history.undo();
  ada.history.undo();
  assert.deepEqual(idsOf(bob.board), ["answer", "asked"], "steps in between take nothing of it back");
  ada.history.undo();
  assert.deepEqual(idsOf(bob.board), ["other"]);
  assert.equal(ada.can, "redo");
  assert.equal(ada.history.extend(step, () => assert.fail("the step is undone")), false);
  ada.history.redo();
  assert.deepEqual(idsOf(bob.board), ["answer", "asked"]);
  assert.equal(bob.board.read("asked")!.x, 5);
});
