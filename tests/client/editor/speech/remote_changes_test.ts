import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import { RemoteNews } from "../../../../client/editor/speech/remote_changes.ts";
import { geoOf } from "../../../support/board/figures.ts";

Deno.test("others' changes are counted and announced once; local changes are not", () => {
  const board = new Board();
  const news = new RemoteNews(board);
  board.transact(() => board.add(geoOf("mine")), "local");
  assert.equal(news.take(), "");
  board.transact(() => {
    for (const id of ["a", "b"]) board.add(geoOf(id));
    board.edit("a", "x", 5);
  }, "remote");
  board.transact(() => board.edit("mine", "x", 5), "remote");
  board.transact(() => board.edit("mine", "y", 5), "remote");
  board.transact(() => board.remove(new Set(["b"])), "remote");
  assert.equal(news.take(), "Others: 2 shapes added, 1 shape changed, 1 shape removed");
  assert.equal(news.take(), "");
  news.close();
  board.transact(() => board.add(geoOf("c")), "remote");
  assert.equal(news.take(), "");
});
