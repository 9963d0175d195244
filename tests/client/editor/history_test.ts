import assert from "node:assert/strict";
import fc from "fast-check";
import { Board } from "../../../board/document.ts";
import { History } from "../../../client/editor/history.ts";
import { idsOf, linkedBoards, sync } from "../../support/boards.ts";
import { inkOf } from "../../support/shapes.ts";

/** Somebody at a board. */
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

Deno.test("undo takes back my steps, newest first, and never another's", () => {
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

Deno.test("the buttons know what can be done", () => {
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

Deno.test("a new step clears what could be redone", () => {
  const [ada] = people(1);
  ada.draw("a");
  ada.history.undo();
  ada.draw("b");
  assert.equal(ada.can, "undo");
  ada.history.redo();
  assert.deepEqual(idsOf(ada.board), ["b"]);
});

Deno.test("what others do does not clear what I could redo", () => {
  const [ada, bob] = people(2);
  ada.draw("a");
  ada.history.undo();
  bob.draw("b");
  assert.equal(ada.can, "redo");
  ada.history.redo();
  assert.deepEqual(idsOf(bob.board), ["a", "b"]);
});

Deno.test("undo brings back what I erased of another's", () => {
  const [ada, bob] = people(2);
  bob.draw("b");
  ada.erase("b");
  assert.deepEqual(idsOf(bob.board), []);
  ada.history.undo();
  assert.deepEqual(bob.board.read("b"), inkOf("b"));
});

Deno.test("a step that another has undone for me is passed over, and the buttons stay right", () => {
  const [ada, bob] = people(2);
  ada.draw("a1");
  ada.draw("a2");
  bob.erase("a2");
  ada.history.undo();
  assert.deepEqual(idsOf(ada.board), []);
  assert.equal(ada.can, "redo");
});

Deno.test("what I brought back of another's stays when I take back older steps of mine below it", () => {
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
    ada.board.doc.clientID++; // as after every lost connection
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

Deno.test("my own steps on one property are taken back and done again one by one, under whatever id", () => {
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

Deno.test("when nothing is left to take back the button goes out", () => {
  const [ada, bob] = people(2);
  ada.draw("a");
  bob.erase("a");
  ada.history.undo();
  assert.equal(ada.can, "");
});

Deno.test("two that undo at once, apart, agree when they meet", () => {
  const a = new Board(), b = new Board();
  const ada = new Person(a), bob = new Person(b);
  ada.draw("shared", "a");
  sync(a, b);
  bob.draw("b");
  bob.erase("shared");
  sync(a, b);
  ada.history.undo(); // her own two
  bob.history.undo(); // brings "shared" back
  sync(a, b);
  assert.deepEqual(idsOf(a), idsOf(b));
  assert(idsOf(a).includes("b"), "what bob drew is untouched");
  ada.history.redo();
  bob.history.redo();
  sync(a, b);
  assert.deepEqual(idsOf(a), idsOf(b));
  assert(idsOf(a).includes("a"));
});

Deno.test("whatever two people draw, erase, undo and redo apart, their boards agree and nobody undoes what is only the other's", () => {
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

Deno.test("a closed history follows no more", () => {
  const [ada] = people(1);
  ada.history.close();
  ada.history.close();
  ada.draw("a");
  assert.equal(ada.can, "");
});

Deno.test("what I may not have done is all taken back, for good, and others' work is left alone", () => {
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
