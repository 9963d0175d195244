import assert from "node:assert/strict";

// Yjs takes hold of the wall clock when it is loaded, so it must be loaded after the clock is ours.
const realNow = Date.now;
let now = realNow();
Date.now = () => now;
const { Board } = await import("../../../board/document.ts");
const { History } = await import("../../../client/editor/history.ts");
const { inkOf } = await import("../../support/shapes.ts");
Date.now = realNow;

Deno.test("steps stay apart when the wall clock stands still or is set back between them", () => {
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
