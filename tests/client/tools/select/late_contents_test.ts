import assert from "node:assert/strict";
import { frameOf, geoOf } from "../../../support/board/figures.ts";
import { Hand } from "../../../support/client/hand.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { pointerAt } from "../../../support/client/tools.ts";

type Point = readonly [x: number, y: number];

/** A frame of 300 × 300 that contains a square. */
function handWithFrame(): Hand {
  return new Hand([frameOf("f"), geoOf("a", { x: 100, y: 100, order: "a1", frame: "f" })]);
}

/** A drag on a handle of the frame. */
function handOnHandle(from: Point, to: Point): Hand {
  const hand = handWithFrame();
  hand.desk.editor.selection.set(["f"]);
  return hand.press([from, to]);
}

/** A peer adds a shape to the frame. Returns its position on the board. */
function drawInto(hand: Hand): void {
  hand.board.transact(() => hand.board.add(inkOf("late", { x: 50, y: 200, order: "a2", frame: "f" })), "remote");
}

function placeOf(hand: Hand, id: string): number[] {
  const { x, y } = hand.shape(id);
  return [x, y];
}

Deno.test("C3: a shape that a peer adds to a frame during its drag moves along, in one undo step", () => {
  const hand = handWithFrame().press([[150, 0], [650, 0]]);
  drawInto(hand);
  hand.desk.tools.select.up(pointerAt([[650, 0]], { keys: { shift: false, alt: false, mod: true } }));
  assert.deepEqual(["f", "a", "late"].map((id) => placeOf(hand, id)), [[500, 0], [600, 100], [550, 200]]);
  assert.equal(hand.shape("late").frame, "f");
  hand.undo();
  assert.deepEqual(["f", "a", "late"].map((id) => placeOf(hand, id)), [[0, 0], [100, 100], [50, 200]]);
});

Deno.test("C3: a shape that a peer adds to a frame during its rotation rotates along, also in the preview", () => {
  const hand = handOnHandle([150, -28], [400, 150]);
  drawInto(hand);
  const { select } = hand.desk.tools;
  const keys = { shift: true, alt: false, mod: false };
  select.move(pointerAt([[400, 150]], { keys }));
  assert.equal(hand.desk.editor.drafts.get("late")?.angle, Math.PI / 2);
  select.up(pointerAt([[400, 150]], { keys }));
  assert.deepEqual(["f", "a", "late"].map((id) => hand.shape(id).angle), [Math.PI / 2, Math.PI / 2, Math.PI / 2]);
});

Deno.test("C3: a shape that a peer adds to a frame during its resize stays in place, like all its contents", () => {
  const hand = handOnHandle([300, 300], [400, 400]);
  drawInto(hand);
  hand.desk.tools.select.up(pointerAt([[400, 400]], { keys: { shift: false, alt: false, mod: true } }));
  assert.deepEqual([hand.shape("f").w, ...placeOf(hand, "a"), ...placeOf(hand, "late")], [400, 100, 100, 50, 200]);
});
