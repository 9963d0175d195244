import assert from "node:assert/strict";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";
import { Hand } from "../../../support/client/hand.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { pointerAt } from "../../../support/client/tools.ts";

const SHIFT = { shift: true, alt: false, mod: true };

const filled = (id: string, x: number, rest = {}) => geoOf(id, { x, fill: "solid", ...rest });

Deno.test("a click selects the shape that it hits, Shift toggles it, and a click on the paper deselects", () => {
  const hand = new Hand([filled("a", 0), filled("b", 200)]);
  assert.deepEqual(hand.click([50, 50]).selected, ["a"]);
  assert.deepEqual(hand.click([250, 50]).selected, ["b"]);
  assert.deepEqual(hand.click([50, 50], { shift: true }).selected, ["a", "b"]);
  assert.deepEqual(hand.click([250, 52], { shift: true }).selected, ["a"]);
  assert.deepEqual(hand.click([400, 400]).selected, []);
});

Deno.test("a click inside an empty form selects it if nothing else is there", () => {
  const hand = new Hand([inkOf("line", { x: 20, y: 50 }), geoOf("form")]);
  assert.deepEqual(hand.click([30, 50]).selected, ["line"]);
  assert.deepEqual(hand.click([80, 80]).selected, ["form"]);
});

Deno.test("a drag inside an empty form draws a box; once the form is selected, it moves the form", () => {
  const hand = new Hand([geoOf("form"), filled("other", 140, { y: 30, w: 20, h: 20 })]);
  assert.deepEqual(hand.drag([[50, 10], [170, 60]]).selected, ["other"]);
  hand.click([50, 80]).drag([[50, 60], [60, 65]]);
  assert.deepEqual([hand.shape("form").x, hand.shape("form").y], [10, 5]);
});

Deno.test("repeated clicks on one spot select the shapes below in turn, then start again at the top", () => {
  const hand = new Hand([filled("low", 0), filled("middle", 0, { order: "a1" }), geoOf("hollow", { order: "a2" })]);
  const seen = [0, 1, 2, 3].map(() => hand.click([50, 50]).selected.join());
  assert.deepEqual(seen, ["middle", "low", "hollow", "middle"]);
  hand.click([50, 50]).drag([[50, 50], [70, 50]]);
  assert.deepEqual([hand.shape("low").x, hand.shape("middle").x], [20, 0], "a drag moves what was reached");
});

Deno.test("a group is selected as a whole; a double click enters it, a click outside leaves it", () => {
  const inner = { groups: ["outer", "inner"] };
  const hand = new Hand([
    filled("a", 0, inner),
    filled("b", 200, inner),
    filled("c", 400, { groups: ["outer"] }),
    filled("d", 600),
  ]);
  assert.deepEqual(hand.click([50, 50]).selected, ["a", "b", "c"]);
  assert.deepEqual(hand.clickAgain([50, 50]).selected, ["a", "b"]);
  assert.deepEqual(hand.clickAgain([50, 50]).selected, ["a"]);
  assert.deepEqual(hand.click([250, 50]).selected, ["b"], "still inside");
  assert.deepEqual(hand.click([450, 50]).selected, ["c"]);
  assert.deepEqual(hand.click([50, 50]).selected, ["a", "b"], "one level further out");
  hand.click([650, 50]);
  assert.deepEqual(hand.click([50, 50]).selected, ["a", "b", "c"]);
});

Deno.test("stepping out of a group selects the group, then nothing", () => {
  const hand = new Hand([filled("a", 0, { groups: ["g"] }), filled("b", 200, { groups: ["g"] })]);
  const { selection } = hand.desk.editor;
  hand.click([50, 50]).clickAgain([50, 50]);
  assert.ok(selection.stepOut());
  assert.deepEqual(hand.selected, ["a", "b"]);
  assert.ok(selection.stepOut());
  assert.deepEqual(hand.selected, []);
  assert.ok(!selection.stepOut());
});

Deno.test("a double click outside groups or on the paper starts text editing there", () => {
  const hand = new Hand([filled("a", 0)]);
  const asked: unknown[] = [];
  hand.desk.editor.write = ({ id, kind, x }) => void asked.push([kind, id === "a" ? id : x]);
  hand.click([50, 50]).clickAgain([50, 50]);
  hand.click([300, 300]).clickAgain([300, 300]);
  assert.deepEqual(asked, [["geo", "a"], ["text", 300]]);
});

Deno.test("a locked shape is not selected by a box or with its group", () => {
  const hand = new Hand([
    filled("a", 0, { locked: true }),
    filled("b", 200, { groups: ["g"] }),
    filled("c", 400, { groups: ["g"], locked: true }),
  ]);
  assert.deepEqual(hand.click([250, 50]).selected, ["b"]);
  assert.deepEqual(hand.drag([[-50, -50], [700, 300]]).selected, ["b"]);
});

Deno.test("T13: a click on a locked shape selects it, so that it can be unlocked; the next click deselects it", () => {
  const hand = new Hand([filled("a", 0, { locked: true }), geoOf("empty", { x: 200, locked: true }), filled("b", 50)]);
  assert.deepEqual(hand.click([20, 50]).selected, ["a"]);
  assert.deepEqual(hand.click([20, 50]).selected, []);
  assert.deepEqual(hand.click([250, 50]).selected, ["empty"]);
  assert.deepEqual(hand.click([75, 50]).selected, ["b"], "what is not locked comes first, wherever it lies");
  assert.deepEqual(hand.drag([[20, 50], [40, 70]]).selected, [], "a drag draws a box");
  assert.deepEqual([hand.shape("a").x, hand.steps], [0, 0]);
});

Deno.test("a box selects the shapes inside it, with Alt also those that it touches; groups only as a whole", () => {
  const hand = new Hand([
    filled("a", 0),
    filled("b", 200, { groups: ["g"] }),
    filled("c", 400, { groups: ["g"] }),
    arrowOf("far", { start: { x: 0, y: 500 }, end: { x: 90, y: 590 } }),
  ]);
  assert.deepEqual(hand.drag([[-10, -10], [350, 150]]).selected, ["a"]);
  assert.deepEqual(hand.drag([[-10, -10], [250, 150]], { alt: true }).selected, ["a", "b", "c"]);
  assert.deepEqual(hand.drag([[60, 500], [100, 540]], { alt: true }).selected, [], "its box, but not its line");
  hand.click([50, 50]);
  assert.deepEqual(hand.drag([[150, -10], [550, 150]], { shift: true }).selected, ["a", "b", "c"]);
});

Deno.test("a cancelled box restores the earlier selection, and so does the first finger of a pinch", () => {
  const hand = new Hand([filled("a", 0), filled("b", 200)]);
  hand.click([50, 50]).press([[400, 400], [150, -10]]);
  assert.deepEqual(hand.selected, ["b"]);
  assert.ok(hand.desk.editor.selection.lasso.value);
  hand.desk.tools.select.cancel();
  assert.deepEqual(hand.selected, ["a"]);
  assert.equal(hand.desk.editor.selection.lasso.value, undefined);
  hand.press([[250, 50]]);
  hand.desk.tools.select.cancel();
  assert.deepEqual(hand.selected, ["a"]);
});

Deno.test("a frame is selected by its line and its name, at every zoom, but not by its inside", () => {
  const hand = new Hand([{ id: "f", kind: "frame", name: "Ideas", order: "a0", x: 100, y: 100, w: 300, h: 300 }]);
  assert.deepEqual(hand.click([110, 88]).selected, ["f"]);
  assert.deepEqual(hand.click([250, 250]).selected, []);
  assert.deepEqual(hand.click([250, 88]).selected, []);
  assert.deepEqual(hand.click([400, 250]).selected, ["f"]);
  hand.desk.editor.selection.set([]);
  hand.desk.editor.camera.zoomTo(0.5);
  assert.deepEqual(hand.click([110, 66]).selected, ["f"]);
});

Deno.test("a shape that a peer deletes during a press is not selected after it, committed or cancelled", () => {
  for (const ending of ["up", "cancel"] as const) {
    const hand = new Hand([filled("a", 0), filled("b", 200)]).click([50, 50]);
    hand.press([[400, 400], [180, -20]], { shift: true });
    hand.board.transact(() => hand.board.remove(new Set(["a"])), "remote");
    if (ending === "up") hand.desk.tools.select.move(pointerAt([[170, -30]], { keys: SHIFT }));
    hand.desk.tools.select[ending](pointerAt([[170, -30]], { keys: SHIFT }));
    assert.deepEqual(hand.selected, ending === "up" ? ["b"] : [], ending);
  }
});

Deno.test("a double click starts text editing even on a new handle; one click on a handle does nothing", () => {
  const hand = new Hand([arrowOf("arrow"), geoOf("small", { x: 200, w: 30, h: 30 })]);
  const { editor } = hand.desk;
  const written = () => editor.writing.value?.id;
  hand.click([50, 0]);
  hand.click([50, 0]);
  assert.equal(written(), undefined);
  hand.clickAgain([50, 0]);
  assert.equal(written(), "arrow", "in the middle, by which it is bent");
  editor.endWriting();
  hand.click([400, 400]).click([200, 15]).clickAgain([200, 15]);
  assert.equal(written(), "small", "at its edge, by which it is resized");
});
