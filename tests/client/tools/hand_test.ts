import assert from "node:assert/strict";
import { Hand } from "../../../client/tools/hand.ts";
import { FakeContext, pointerAt } from "../../support/client/tools.ts";

Deno.test("the board follows the hand during a press", () => {
  const context = new FakeContext();
  const hand = new Hand(context);
  hand.move(pointerAt([[99, 99]]));
  hand.down(pointerAt([[10, 10]]));
  hand.move(pointerAt([[12, 10], [15, 8]]));
  hand.up(pointerAt([[16, 8]]));
  hand.move(pointerAt([[99, 99]]));
  assert.deepEqual(context.log, ["pan -5 2", "pan -1 0"]);
});

Deno.test("cancel and finish end the pan", () => {
  for (const end of ["cancel", "finish"] as const) {
    const context = new FakeContext();
    const hand = new Hand(context);
    hand.down(pointerAt([[0, 0]]));
    hand[end]();
    hand.move(pointerAt([[5, 5]]));
    assert.deepEqual(context.log, []);
  }
});
