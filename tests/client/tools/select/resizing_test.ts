import assert from "node:assert/strict";
import type { ArrowShape, Shape } from "../../../../board/shape.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";
import { Hand } from "../../../support/client/hand.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { pointerAt } from "../../../support/client/tools.ts";
import { editsOf } from "../../../support/board/boards.ts";

const boxOf = ({ x, y, w, h }: Shape) => [x, y, w, h];

/** A selected square of 100 units, with handles at its corners and sides. */
function square(rest = {}): Hand {
  return new Hand([geoOf("a", { fill: "solid", ...rest })]).click([50, 50]);
}

Deno.test("a corner moves two sides, a side handle one; only the changes are written, in one undo step", () => {
  const hand = square().drag([[100, 100], [150, 130]]);
  assert.deepEqual(boxOf(hand.shape("a")), [0, 0, 150, 130]);
  assert.deepEqual([...editsOf(hand.board).keys()].sort(), ["a/h", "a/w"]);
  hand.drag([[0, 65], [-20, 90]]);
  assert.deepEqual(boxOf(hand.shape("a")), [-20, 0, 170, 130]);
  assert.equal(hand.steps, 2);
});

Deno.test("Shift keeps the proportions, Alt the middle, and together both", () => {
  assert.deepEqual(boxOf(square().drag([[100, 100], [150, 110]], { shift: true }).shape("a")), [0, 0, 150, 150]);
  assert.deepEqual(boxOf(square().drag([[100, 50], [120, 50]], { shift: true }).shape("a")), [0, -10, 120, 120]);
  assert.deepEqual(boxOf(square().drag([[100, 100], [110, 120]], { alt: true }).shape("a")), [-10, -20, 120, 140]);
  const both = square().drag([[100, 100], [110, 105]], { alt: true, shift: true });
  assert.deepEqual(boxOf(both.shape("a")), [-10, -10, 120, 120]);
});

Deno.test("dragging past the opposite side mirrors the shape, and back", () => {
  const hand = square({ form: "triangle" }).drag([[50, 100], [50, -50]]);
  assert.deepEqual(boxOf(hand.shape("a")), [0, -50, 100, 50]);
  assert.equal((hand.shape("a") as { flipY?: boolean }).flipY, true);
  hand.drag([[50, -50], [50, 100]]);
  assert.deepEqual(boxOf(hand.shape("a")), [0, 0, 100, 100]);
  assert.equal(hand.board.edits.get("a", "flipY"), null);
});

Deno.test("a rotated box is resized along its own axes, and its opposite corner stays", () => {
  const hand = square({ angle: Math.PI / 2 }).drag([[100, 0], [120, 0]]);
  assert.deepEqual(boxOf(hand.shape("a")), [10, -10, 100, 120], "its left upper corner is at the right");
  assert.equal(hand.shape("a").angle, Math.PI / 2);
});

Deno.test("several shapes scale around the opposite corner; ink stretches, connections stay, free ends move", () => {
  const hand = new Hand([
    geoOf("a", { fill: "solid" }),
    inkOf("ink", { x: 100, y: 100, w: 100, h: 100 }),
    arrowOf("arrow", { start: { x: 50, y: 50, to: "a", u: 0.5, v: 0.5 }, end: { x: 200, y: 50 } }),
  ]);
  hand.desk.editor.selection.set(["a", "ink", "arrow"]);
  hand.drag([[200, 200], [400, 300]]);
  assert.deepEqual(boxOf(hand.shape("a")), [0, 0, 200, 150]);
  assert.deepEqual(boxOf(hand.shape("ink")), [200, 150, 200, 150]);
  const { start, end } = hand.shape<ArrowShape>("arrow");
  assert.deepEqual([start.to, start.x, end.x, end.y], ["a", 100, 400, 75]);
  assert.ok(!editsOf(hand.board).has("arrow/start"));
  assert.deepEqual(hand.click([301, 226]).selected, ["ink"], "it is touched where it is seen");
});

Deno.test("rotated shapes in a scaled selection keep boxes of their own; mirroring reverses their angle", () => {
  const hand = new Hand([geoOf("a", { angle: 0.3 }), geoOf("b", { x: 200 })]);
  hand.desk.editor.selection.set(["a", "b"]);
  const { x, y, w, h } = hand.desk.editor.selection.outline.value!;
  hand.drag([[x + w, y + h / 2], [x - w, y + h / 2]]);
  assert.ok(Math.abs(hand.shape("a").angle! + 0.3) < 1e-9);
  assert.ok(Math.abs(hand.shape("b").x - (2 * x - 300)) < 0.1);
});

Deno.test("shapes never shrink to zero", () => {
  const hand = square().drag([[100, 100], [0, 0]]);
  assert.deepEqual(boxOf(hand.shape("a")), [0, 0, 1, 1]);
});

Deno.test("the moved sides snap to edges of other shapes", () => {
  const hand = new Hand([geoOf("a", { fill: "solid" }), geoOf("b", { x: 200, y: 300 })]).click([50, 50]);
  hand.drag([[100, 50], [197, 50]], { mod: false });
  assert.deepEqual(boxOf(hand.shape("a")), [0, 0, 200, 100]);
});

Deno.test("the handle above rotates around the middle, with Shift in steps of 15°; an angle of 0 is not stored", () => {
  const hand = square().drag([[50, -22], [122, 50]]);
  assert.ok(Math.abs(hand.shape("a").angle! - Math.PI / 2) < 1e-9);
  assert.deepEqual([...editsOf(hand.board).keys()], ["a/angle"]);
  hand.drag([[122, 50], [55, -20]], { shift: true });
  assert.equal(hand.shape("a").angle, undefined);
});

Deno.test("rotating several shapes moves each around the common middle and rotates it", () => {
  const hand = new Hand([geoOf("a"), geoOf("b", { x: 200 })]);
  hand.desk.editor.selection.set(["a", "b"]);
  hand.drag([[150, -22], [222, 50]]);
  const round = (id: string) => boxOf(hand.shape(id)).map(Math.round);
  assert.deepEqual([round("a"), round("b")], [[100, -100, 100, 100], [100, 100, 100, 100]]);
  assert.equal(hand.steps, 1);
});

Deno.test("Escape during a resize restores the shapes and keeps the selection", () => {
  const hand = square().press([[100, 100], [150, 150]]);
  assert.ok(hand.desk.editor.drafts.get("a"));
  hand.desk.tools.select.cancel();
  assert.deepEqual([hand.steps, hand.desk.editor.drafts.size, hand.selected], [0, 0, ["a"]]);
});

Deno.test("a shape that a peer deletes during a resize or rotation stays deleted", () => {
  const squares = [geoOf("a", { fill: "solid" }), geoOf("b", { x: 200, fill: "solid" })];
  for (const [from, to] of [[[300, 100], [400, 150]], [[150, -24], [250, 50]]] as const) {
    const hand = new Hand(squares).click([50, 50]).click([250, 50], { shift: true }).press([from, to]);
    const { drafts } = hand.desk.editor;
    assert.deepEqual([...drafts.ids], ["a", "b"]);
    hand.board.transact(() => hand.board.remove(new Set(["a"])), "remote");
    assert.deepEqual([...drafts.ids], ["b"], "at once");
    hand.desk.tools.select.move(pointerAt([[to[0] + 10, to[1]]]));
    assert.deepEqual([...drafts.ids], ["b"]);
    hand.desk.tools.select.up(pointerAt([to]));
    assert.deepEqual([drafts.size, hand.selected, hand.steps], [0, ["b"], 1]);
    assert.deepEqual([...editsOf(hand.board).keys()].filter((key) => key.startsWith("a/")), []);
  }
});

Deno.test("touches may be farther from a handle than mouse presses", () => {
  const shape = geoOf("a", { w: 300, h: 300, fill: "solid" });
  const by = (type: "mouse" | "touch") => new Hand([shape], type).click([150, 150]).drag([[315, 315], [335, 335]]);
  assert.equal(by("touch").shape("a").w, 320);
  assert.equal(by("mouse").shape("a").w, 300);
});
