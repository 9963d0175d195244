import assert from "node:assert/strict";
import { placePicture } from "../../../../board/figure/picture_place.ts";
import { toBoard } from "../../../../board/figure/point.ts";
import { readShape } from "../../../../board/shape_reader.ts";
import type { ImageShape } from "../../../../board/shape.ts";
import { cropped, dragged, uncropped, wholeOf, withAspect } from "../../../../client/editor/arrange/cropping.ts";
import { imageOf } from "../../../support/board/images.ts";

/** Where a place of the picture, in fractions of it, is on the board. */
function seenAt(shape: ImageShape, u: number, v: number) {
  const { x, y, scaleX, scaleY } = placePicture(shape);
  return toBoard(shape, { x: x + scaleX * u, y: y + scaleY * v });
}

function changed(shape: ImageShape, changes: Record<string, unknown>): ImageShape {
  const after = Object.entries({ ...shape, ...changes }).filter(([, value]) => value !== null);
  const read = readShape(shape.id, Object.fromEntries(after));
  assert.ok(read?.kind === "image");
  return read;
}

const LIES: readonly Partial<ImageShape>[] = [
  {},
  { angle: 0.7 },
  { flipX: true },
  { flipY: true, angle: -2 },
  { crop: { x: 0.25, y: 0, w: 0.5, h: 0.75 }, flipX: true, flipY: true, angle: 1.2 },
];

Deno.test("what stays visible does not move when an image is cropped, turned or mirrored as it may be", () => {
  for (const lie of LIES) {
    const before = imageOf("i", { x: 300, y: -50, ...lie });
    const after = changed(before, cropped(before, { x: 40, y: 30, w: 100, h: 90 }));
    assert.deepEqual([after.w, after.h], [100, 90]);
    for (const [u, v] of [[0, 0], [1, 0.5], [0.3, 0.9]]) {
      const one = seenAt(before, u, v), other = seenAt(after, u, v);
      assert.ok(Math.hypot(one.x - other.x, one.y - other.y) < 0.01, JSON.stringify(lie));
    }
    const whole = changed(after, uncropped(after));
    assert.equal(whole.crop, undefined);
    const far = seenAt(before, 1, 1), again = seenAt(whole, 1, 1);
    assert.ok(Math.hypot(far.x - again.x, far.y - again.y) < 0.01);
  }
});

const WHOLE = { x: -100, y: 0, w: 400, h: 200 };

Deno.test("the frame stays within the picture and never becomes too small to grab", () => {
  const cut = { x: 0, y: 20, w: 100, h: 80 };
  const limits = { whole: WHOLE, least: 24 };
  assert.deepEqual(dragged(cut, { x: -1, y: -1 }, { x: -900, y: -900 }, limits), { x: -100, y: 0, w: 200, h: 100 });
  assert.deepEqual(dragged(cut, { x: 1, y: 0 }, { x: -500, y: 5 }, limits), { x: 0, y: 20, w: 24, h: 80 });
  assert.deepEqual(dragged(cut, { x: 0, y: 0 }, { x: 900, y: 900 }, limits), { x: 200, y: 120, w: 100, h: 80 });
});

Deno.test("a frame with proportions keeps them, whichever side is dragged", () => {
  const cut = { x: 0, y: 50, w: 100, h: 100 };
  for (const pull of [{ x: 1, y: 1 }, { x: -1, y: 1 }, { x: 1, y: 0 }, { x: 0, y: -1 }]) {
    for (const by of [-60, 30, 500]) {
      const { x, y, w, h } = dragged(cut, pull, { x: by, y: by }, { whole: WHOLE, least: 10, aspect: 1 });
      assert.ok(Math.abs(w - h) < 1e-9, JSON.stringify({ pull, by, w, h }));
      assert.ok(x >= WHOLE.x && y >= WHOLE.y && x + w <= 300 + 1e-9 && y + h <= 200 + 1e-9);
    }
  }
  assert.deepEqual(withAspect({ x: 0, y: 0, w: 300, h: 200 }, { x: 0, y: 0 }, { whole: WHOLE, aspect: 1 }), {
    x: 50,
    y: 0,
    w: 200,
    h: 200,
  });
});

Deno.test("the whole of an uncropped image is its box", () => {
  for (const flips of [{}, { flipX: true }, { flipX: true, flipY: true }]) {
    const { x, y, w, h } = wholeOf(imageOf("i", flips));
    assert.deepEqual([x + 0, y + 0, w, h], [0, 0, 200, 150]);
  }
});
