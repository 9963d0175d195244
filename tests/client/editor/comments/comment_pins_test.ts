import assert from "node:assert/strict";
import { type CommentPlace, placeOn, pointOf } from "../../../../board/comment_place.ts";
import { Board } from "../../../../board/document.ts";
import { CommentPins, placeAt } from "../../../../client/editor/comments/comment_pins.ts";
import { Editor } from "../../../../client/editor/editor.ts";
import { sync } from "../../../support/board/boards.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 100 });

function setUp() {
  const board = new Board(), others = new Board();
  board.add(BOX);
  sync(board, others);
  const editor = new Editor(board, { name: "Ada", color: "blue" });
  editor.role.value = "editor";
  const told: [number, CommentPlace][] = [];
  const pins = new CommentPins(editor, (...news) => told.push(news));
  const comment = { number: 7, place: placeOn({ x: 150, y: 200 }, BOX) };
  pins.follow([comment]);
  return { board, others, editor, told, pins, comment };
}

Deno.test("a comment keeps its place on a shape that is moved, resized or turned", () => {
  const place = placeOn({ x: 150, y: 200 }, BOX);
  assert.deepEqual(place, { x: 150, y: 200, on: { shape: "box", x: 0.25, y: 1 } });
  assert.deepEqual(pointOf(place, { ...BOX, x: 0, y: 0 }), { x: 50, y: 100 });
  assert.deepEqual(pointOf(place, { ...BOX, w: 400, h: 10 }), { x: 200, y: 110 });
  const { x, y } = pointOf(place, { ...BOX, angle: Math.PI });
  assert.deepEqual([Math.round(x), Math.round(y)], [250, 100]);
  assert.deepEqual(pointOf(place, undefined), { x: 150, y: 200 });
});

Deno.test("a point beside the box is on its edge, and a line without height has its middle", () => {
  assert.deepEqual(placeOn({ x: 99, y: 500 }, BOX).on, { shape: "box", x: 0, y: 1 });
  assert.deepEqual(placeOn({ x: 20, y: 3 }, { id: "l", x: 0, y: 0, w: 80, h: 0 }).on, { shape: "l", x: 0.25, y: 0.5 });
});

Deno.test("a comment moves with its shape, also during a gesture", () => {
  const { editor, pins, comment } = setUp();
  assert.deepEqual(pins.pointOf(comment), { x: 150, y: 200 });
  editor.drafts.show([{ ...BOX, x: 110 }]);
  assert.deepEqual(pins.pointOf(comment), { x: 160, y: 200 });
  editor.drafts.show([]);
  editor.writer.change(new Map([["box", { x: 130 }]]));
  assert.deepEqual(pins.pointOf(comment), { x: 180, y: 200 });
});

Deno.test("a comment stays where its shape was deleted, which the person who deleted it tells, and returns with it", () => {
  const { editor, told, pins, comment } = setUp();
  editor.writer.change(new Map([["box", { x: 130 }]]));
  editor.writer.remove(new Set(["box"]));
  assert.deepEqual(pins.pointOf(comment), { x: 180, y: 200 });
  assert.deepEqual(told, [[7, { ...comment.place, x: 180 }]]);
  editor.history.undo();
  editor.writer.change(new Map([["box", { x: 0 }]]));
  assert.deepEqual(pins.pointOf(comment), { x: 50, y: 200 });
});

Deno.test("what others delete, and what was not moved since, is not told", () => {
  const { board, others, editor, told, pins, comment } = setUp();
  editor.writer.change(new Map([["box", { x: 130 }]]));
  sync(board, others);
  others.remove(new Set(["box"]));
  sync(board, others);
  assert.deepEqual([pins.pointOf(comment), told], [{ x: 180, y: 200 }, []]);
  const fresh = setUp();
  fresh.editor.writer.remove(new Set(["box"]));
  assert.deepEqual([fresh.pins.pointOf(fresh.comment), fresh.told], [{ x: 150, y: 200 }, []]);
});

Deno.test("a comment on a shape that the board does not have is at its stored place", () => {
  const { pins } = setUp();
  const place = { x: 5, y: 6, on: { shape: "elsewhere", x: 0, y: 0 } };
  pins.follow([{ number: 8, place }]);
  assert.deepEqual(pins.pointOf({ number: 8, place }), place);
});

Deno.test("a new comment is on the topmost shape at its place, else on the board", () => {
  const { board, editor } = setUp();
  assert.equal(placeAt(editor, { x: 200, y: 150 }).on?.shape, "box");
  assert.deepEqual(placeAt(editor, { x: 600, y: 150 }), { x: 600, y: 150 });
  board.add(inkOf("line", { x: 190, y: 140, w: 60 }));
  const { x, y } = editor.shapes.get("line")!;
  assert.equal(placeAt(editor, { x, y }).on?.shape, "line");
});
