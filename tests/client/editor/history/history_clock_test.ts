import assert from "node:assert/strict";

// Yjs keeps a reference to `Date.now` when it is loaded, so it is loaded after the clock is replaced.
const realNow = Date.now;
let now = realNow();
Date.now = () => now;
const { Board } = await import("../../../../board/document.ts");
const { History } = await import("../../../../client/editor/history/history.ts");
const { inkOf } = await import("../../../support/board/shapes.ts");
Date.now = realNow;

Deno.test("steps stay separate when the wall clock stops or is set back", () => {
  const board = new Board();
  const history = new History(board);
  const draw = (id: string) => board.transact(() => board.add(inkOf(id)), "local");
  draw("a");
  draw("b");
  now -= 3_600_000;
  draw("c");
  const left = [history, history, history].map((each) => {
    each.undo();
    return [...board.readAll()].length;
  });
  assert.deepEqual(left, [2, 1, 0]);
});
