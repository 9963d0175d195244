import assert from "node:assert/strict";
import { frameOf, geoOf } from "../../support/figures.ts";
import { Hand } from "../../support/hand.ts";
import { inkOf } from "../../support/shapes.ts";
import { pointerAt } from "../../support/tools.ts";

type Point = readonly [x: number, y: number];

/** A frame of 300 × 300 that carries a square. */
function handWithFrame(): Hand {
  return new Hand([frameOf("f"), geoOf("a", { x: 100, y: 100, order: "a1", frame: "f" })]);
}

/** A hand that pulls a handle of the frame. */
function handOnHandle(from: Point, to: Point): Hand {
  const hand = handWithFrame();
  hand.desk.editor.selection.set(["f"]);
  return hand.press([from, to]);
}

/** Somebody else draws into the frame: where it is on the board. */
function drawInto(hand: Hand): void {
  hand.board.transact(() => hand.board.add(inkOf("late", { x: 50, y: 200, order: "a2", frame: "f" })), "remote");
}

function placeOf(hand: Hand, id: string): number[] {
  const { x, y } = hand.shape(id);
  return [x, y];
}

Deno.test("C3: what somebody draws into a frame while it is dragged goes along, in one undo step", () => {
  const hand = handWithFrame().press([[150, 0], [650, 0]]);
  drawInto(hand);
  hand.desk.tools.select.up(pointerAt([[650, 0]], { keys: { shift: false, alt: false, mod: true } }));
  assert.deepEqual(["f", "a", "late"].map((id) => placeOf(hand, id)), [[500, 0], [600, 100], [550, 200]]);
  assert.equal(hand.shape("late").frame, "f");
  hand.undo();
  assert.deepEqual(["f", "a", "late"].map((id) => placeOf(hand, id)), [[0, 0], [100, 100], [50, 200]]);
});

Deno.test("C3: what somebody draws into a frame while it is turned turns with it, and is seen so", () => {
  const hand = handOnHandle([150, -28], [400, 150]);
  drawInto(hand);
  const { select } = hand.desk.tools;
  const keys = { shift: true, alt: false, mod: false };
  select.move(pointerAt([[400, 150]], { keys }));
  assert.equal(hand.desk.editor.drafts.get("late")?.angle, Math.PI / 2);
  select.up(pointerAt([[400, 150]], { keys }));
  assert.deepEqual(["f", "a", "late"].map((id) => hand.shape(id).angle), [Math.PI / 2, Math.PI / 2, Math.PI / 2]);
});

Deno.test("C3: what somebody draws into a frame while its size changes stays, as all that is in it", () => {
  const hand = handOnHandle([300, 300], [400, 400]);
  drawInto(hand);
  hand.desk.tools.select.up(pointerAt([[400, 400]], { keys: { shift: false, alt: false, mod: true } }));
  assert.deepEqual([hand.shape("f").w, ...placeOf(hand, "a"), ...placeOf(hand, "late")], [400, 100, 100, 50, 200]);
});
