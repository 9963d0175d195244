import assert from "node:assert/strict";
import { Board } from "../../../board/document.ts";
import { keepScribble } from "../../../client/begun/kept_scribble.ts";
import { History } from "../../../client/editor/history/history.ts";
import { inkOf } from "../../support/board/shapes.ts";
import { contents } from "../../support/board/strokes.ts";

/** A tab: its storage, and the pages that are loaded in it one after another. */
function tab() {
  const kept = new Map<string, string>();
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const load = (board: Board, isReload: boolean) => {
    const page = new EventTarget();
    const end = keepScribble(board, { memory, isReload, page });
    return { end, leave: () => void page.dispatchEvent(new Event("pagehide")) };
  };
  return { load, kept };
}

function drawn(): Board {
  const board = new Board();
  board.transact(() => board.add(inkOf("a")), "local");
  return board;
}

Deno.test("what was drawn on the start page is there after a reload, and can be cleared", () => {
  const { load } = tab(), before = drawn(), after = new Board();
  load(before, false).leave();
  const history = new History(after);
  load(after, true).leave();
  assert.deepEqual(contents(after), contents(before));
  assert.ok(history.canUndo.value);
  history.takeBackAll();
  assert.equal(after.shapes.size, 0);
  history.close();
});

Deno.test("a drawing does not come back on a page that is opened anew, nor later", () => {
  const { load } = tab(), other = new Board(), later = new Board();
  load(drawn(), false).leave();
  load(other, false).leave();
  load(later, true);
  assert.deepEqual([other.shapes.size, later.shapes.size], [0, 0]);
});

Deno.test("a drawing that became a board is not kept, and rubbish in the tab is ignored", () => {
  const { load, kept } = tab(), board = new Board();
  const page = load(drawn(), false);
  page.end();
  page.leave();
  assert.deepEqual([...kept.values()], ["null"]);
  for (const [key] of kept) kept.set(key, "[1,2,300]");
  load(board, true);
  assert.equal(board.shapes.size, 0);
});
