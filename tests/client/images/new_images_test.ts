import assert from "node:assert/strict";
import { newImages, replaced } from "../../../client/images/new_images.ts";
import type { Prepared } from "../../../client/images/scaling.ts";
import { ASSET, imageOf } from "../../support/board/images.ts";

function picture(width: number, height: number): Prepared {
  return {
    asset: ASSET,
    type: "image/png",
    width,
    height,
    bytes: new Blob(),
    preview: Uint8Array.of(1, 2, 3, 1, 1, 2, 3, 255),
    isChanged: false,
  };
}

let count = 0;
const options = {
  newId: () => `s.${(count++).toString(36)}`,
  above: undefined,
  at: { x: 100, y: 50 },
  view: { minX: 0, minY: 0, maxX: 1_000, maxY: 800 },
  ratio: 1,
};

Deno.test("a picture is as large as its pixels on the screen, but not larger than the view", () => {
  const [small] = newImages([picture(300, 200)], options);
  assert.deepEqual([small.x, small.y, small.w, small.h], [-50, -50, 300, 200]);
  const [sharp] = newImages([picture(300, 200)], { ...options, ratio: 2 });
  assert.deepEqual([sharp.w, sharp.h], [150, 100]);
  const [large] = newImages([picture(7_000, 3_500)], options);
  assert.deepEqual([large.w, large.h], [700, 350]);
});

Deno.test("several pictures lie side by side, in order, around the place, and none covers another", () => {
  const images = newImages(
    [picture(400, 300), picture(300, 400), picture(64, 64), picture(500, 100), picture(9, 9)],
    options,
  );
  for (const [i, a] of images.entries()) {
    for (const b of images.slice(i + 1)) {
      const isApart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
      assert.ok(isApart, JSON.stringify([a, b]));
      assert.ok(a.order < b.order);
    }
  }
  const middle = (from: number[], to: number[]) => (Math.min(...from) + Math.max(...to)) / 2;
  assert.ok(Math.abs(middle(images.map(({ y }) => y), images.map(({ y, h }) => y + h)) - 50) < 20);
});

Deno.test("a replaced picture keeps width and middle, and drops what was said of the other", () => {
  const changes = replaced(imageOf("i", { crop: { x: 0, y: 0, w: 0.5, h: 1 }, alt: "A cat" }), picture(200, 50));
  const { y, h, crop, alt } = changes;
  assert.deepEqual({ y, h, crop, alt }, { y: 50, h: 50, crop: null, alt: null });
});
