import assert from "node:assert/strict";
import { describe } from "../../../../client/editor/speech/describe.ts";
import { inReadingOrder, inRows } from "../../../../client/editor/shapes/reading_order.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";

Deno.test("shapes are read line by line, even if they are not exactly aligned", () => {
  const shapes = [
    geoOf("right", { x: 300, y: -10 }),
    geoOf("below", { x: 0, y: 200 }),
    geoOf("left", { x: 0, y: 20 }),
    geoOf("middle", { x: 150, y: 0 }),
  ];
  assert.deepEqual(inReadingOrder(shapes).map(({ id }) => id), ["left", "middle", "right", "below"]);
});

Deno.test("strokes are counted with the last row that begins above them", () => {
  const rows = inRows([
    inkOf("above", { y: -50 }),
    geoOf("second", { x: 0, y: 200 }),
    geoOf("first", { x: 0, y: 0 }),
    ...[1, 2, 3].map((i) => inkOf(`${i}`, { y: 30 * i })),
    inkOf("last", { y: 200 }),
  ]);
  assert.deepEqual(rows.map(({ shapes, strokes }) => [shapes.map(({ id }) => id).join(), strokes]), [
    ["", 1],
    ["first", 3],
    ["second", 1],
  ]);
  assert.deepEqual(rows.map(({ stroke }) => stroke?.id), ["above", "1", "last"]);
  assert.deepEqual(inRows([]).map(({ strokes }) => strokes), [0]);
});

Deno.test("a shape is described by its form, colour and text", () => {
  assert.equal(describe(geoOf("a", { form: "star", color: "red", text: "Launch" })), "Star, red, “Launch”");
  assert.equal(describe(geoOf("a", { color: "#123456", locked: true })), "Rectangle, locked");
  assert.equal(describe(inkOf("a", { nib: "highlighter", color: "yellow" })), "Highlight, yellow");
  assert.equal(describe(geoOf("a", { text: "x".repeat(500) })).length < 120, true);
});
