import assert from "node:assert/strict";
import { geoOf } from "../../support/board/figures.ts";
import { Hand } from "../../support/client/hand.ts";
import { pointerAt } from "../../support/client/tools.ts";

/** Around the left square and through the middle of the other. */
const LINE = [[-20, -20], [-20, 120], [250, 120], [250, 80], [120, 80], [120, -20]] as const;

function drawn(keys = { shift: false, alt: false, mod: false }): Hand {
  const hand = new Hand([geoOf("a"), geoOf("b", { x: 200 }), geoOf("c", { x: 500 })]);
  hand.desk.editor.tool.value = "lasso";
  hand.desk.editor.selection.set(["c"]);
  const { lasso } = hand.desk.tools;
  lasso.down(pointerAt([LINE[0]], { keys }));
  for (const place of LINE) lasso.move(pointerAt([place], { keys }));
  return hand;
}

Deno.test("shapes inside the line are selected, and the select tool becomes active", () => {
  const hand = drawn();
  assert.equal(hand.desk.editor.selection.lasso.value?.length, 2 * LINE.length);
  hand.desk.tools.lasso.finish();
  assert.deepEqual(hand.selected, ["a"]);
  assert.equal(hand.desk.editor.selection.lasso.value, undefined);
  assert.equal(hand.desk.editor.tool.value, "select");
});

Deno.test("Alt also selects touched shapes, Shift keeps the earlier selection", () => {
  assert.deepEqual(drawn({ shift: false, alt: true, mod: false }).selected, ["a", "b"]);
  assert.deepEqual(drawn({ shift: true, alt: false, mod: false }).selected, ["a", "c"]);
});

Deno.test("cancelling restores the earlier selection", () => {
  const hand = drawn();
  hand.desk.tools.lasso.cancel();
  assert.deepEqual(hand.selected, ["c"]);
  assert.equal(hand.desk.editor.selection.lasso.value, undefined);
});
