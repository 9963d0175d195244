import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import type { ArrowShape } from "../../../board/shape.ts";
import { readBack } from "../../../client/sync/read_back.ts";
import { arrowOf, frameOf, geoOf } from "../../support/board/figures.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { seeded } from "../../support/random.ts";

const random = seeded(3);

function boardOf(doc: Y.Doc): Board {
  const board = new Board();
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(doc));
  return board;
}

/** Exchanges the differences of the two documents, as a reconnect does. */
function meet(one: Y.Doc, other: Y.Doc): void {
  const [ones, others] = [Y.encodeStateVector(one), Y.encodeStateVector(other)];
  const [toOne, toOther] = [Y.encodeStateAsUpdate(other, ones), Y.encodeStateAsUpdate(one, others)];
  Y.applyUpdate(one, toOne);
  Y.applyUpdate(other, toOther);
}

/**
 * A page with strokes a.0 and a.1 on the server. The new stroke a.2 and a move of a.0 were in flight when the
 * connection was lost.
 */
function lostPage() {
  const page = new Board();
  for (const i of [0, 1]) page.add(stroke(`a.${i}`, random));
  const server = boardOf(page.doc);
  const id = page.doc.clientID;
  page.add(stroke("a.2", random));
  page.edit("a.0", "x", 777);
  page.doc.clientID = 99;
  let made = 0;
  const options = { ids: new Set([id]), newShapeId: () => `new.${made++}` };
  return { page, server, id, options };
}

Deno.test("changes that arrived are kept, and so are peers' later deletions and replacements", () => {
  const { page, server, options } = lostPage();
  meet(page.doc, server.doc);
  server.remove(new Set(["a.2"]));
  server.edit("a.0", "x", 5);
  assert.equal(readBack(page, Y.encodeStateAsUpdate(server.doc), options), 0);
  assert.deepEqual([...page.shapes.keys()].sort(), ["a.0", "a.1"]);
  assert.equal(page.read("a.0")!.x, 5);
});

Deno.test("changes under a reused client id are added again, and all peers have the same board", () => {
  const { page, server, id, options } = lostPage();
  // Eve knows the id and its current clock.
  const eve = boardOf(server.doc);
  eve.doc.clientID = id;
  for (const i of [0, 1, 2]) eve.add(stroke(`e.${i}`, random));
  meet(eve.doc, server.doc);
  meet(page.doc, server.doc);
  assert.equal(server.shapes.has("a.2"), false, "Yjs takes it for known");

  const [second, first] = [page.read("a.2")!, page.read("a.0")!];
  assert.equal(readBack(page, Y.encodeStateAsUpdate(server.doc), options), 2);
  meet(page.doc, server.doc);
  const drawn = [...server.readAll()].filter(({ id }) => id.startsWith("new."));
  assert.deepEqual(drawn.map(({ x, y }) => [x, y]).sort(), [[second.x, second.y], [777, first.y]].sort());
  assert.equal(server.shapes.has("a.1"), true);
  const mine = (board: Board) => [...contents(board)].filter(([key]) => !key.startsWith("e.")).sort();
  assert.deepEqual(mine(page), mine(boardOf(server.doc)));
});

Deno.test("C14: shapes that are added again keep their connections and frames", () => {
  const end = (to: string) => ({ x: 50, y: 50, to, u: 0.5, v: 0.5 });
  const server = new Board();
  server.add(geoOf("kept", { frame: "f.0", x: 700 }));
  server.add(arrowOf("t.kept", { start: end("kept"), end: end("g.0") }));
  const page = boardOf(server.doc);
  page.add(frameOf("f.0"));
  page.add(geoOf("g.0", { frame: "f.0" }));
  page.add(arrowOf("t.0", { start: end("g.0"), end: end("kept") }));
  const ids = new Set([page.doc.clientID]);
  page.doc.clientID = 99;
  let made = 0;
  const state = Y.encodeStateAsUpdate(server.doc);
  assert.equal(readBack(page, state, { ids, newShapeId: () => `new.${made++}` }), 3);
  const shapes = [...page.readAll()];
  const frame = shapes.find(({ kind }) => kind === "frame")!;
  const square = shapes.find(({ id, kind }) => kind === "geo" && id !== "kept")!;
  const arrows = shapes.filter((shape): shape is ArrowShape => shape.kind === "arrow");
  assert.deepEqual([square.frame, page.read("kept")!.frame], [frame.id, frame.id]);
  const tied = Object.fromEntries(
    arrows.map(({ id, start, end }) => [id === "t.kept" ? id : "new", [start.to, end.to]]),
  );
  assert.deepEqual(tied, { new: [square.id, "kept"], "t.kept": ["kept", square.id] });
});
