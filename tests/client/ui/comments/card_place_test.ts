import assert from "node:assert/strict";
import { cardPlace } from "../../../../client/ui/comments/card_place.ts";

const card = { width: 320, height: 300 }, view = { width: 1280, height: 800 };

Deno.test("the card is on the right of its marker, on the left where the right is too narrow, and within the view", () => {
  assert.deepEqual(cardPlace({ x: 500, y: 300 }, { card, view }), { x: 544, y: 256 });
  assert.deepEqual(cardPlace({ x: 1200, y: 300 }, { card, view }), { x: 872, y: 256 });
  for (const at of [{ x: -500, y: -500 }, { x: 5_000, y: 5_000 }, { x: 0, y: 790 }]) {
    const { x, y } = cardPlace(at, { card, view });
    assert.ok(x >= 8 && x + card.width <= view.width && y >= 60 && y + card.height <= view.height, `${x} ${y}`);
  }
});
