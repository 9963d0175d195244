import assert from "node:assert/strict";
import { encodeInk } from "../../../../board/ink.ts";
import type { Shape } from "../../../../board/shape.ts";
import { silhouetteOf } from "../../../../client/editor/view/silhouette.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";

const cornersOf = (shape: Shape) => silhouetteOf(shape)!.points.map(({ x, y }) => [Math.round(x), Math.round(y)]);

Deno.test("a silhouette has the corners of a form, in board units", () => {
  const diamond = geoOf("a", { x: 100, form: "diamond" });
  assert.deepEqual(cornersOf(diamond).slice(0, 4), [[150, 0], [200, 50], [150, 100], [100, 50]]);
  const turned = cornersOf({ ...diamond, w: 200, angle: Math.PI / 2 });
  assert.deepEqual(turned[0], [250, 50], "it is turned about its middle");
});

Deno.test("filled shapes are filled on the map, but frames never are, as they would hide their contents", () => {
  const isFilled = (shape: Shape) => silhouetteOf(shape)!.isFilled;
  assert.deepEqual([geoOf("a"), geoOf("a", { fill: "semi" })].map(isFilled), [false, true]);
  assert.equal(isFilled({ id: "f", kind: "frame", name: "F", order: "a0", x: 0, y: 0, w: 9, h: 9 }), false);
});

Deno.test("a long stroke is reduced to a few points including both ends, and unreadable ink to its box", () => {
  const samples = Array.from({ length: 500 }, (_, i) => [i, i % 7, 0.5]).flat();
  const ink = encodeInk({ points: Float32Array.from(samples), pressure: false });
  const corners = cornersOf(inkOf("s", { x: 10, w: 499, h: 6, ink }));
  assert.ok(corners.length <= 26, `${corners.length}`);
  assert.deepEqual([corners[0], corners.at(-1)], [[10, 0], [509, 2]]);
  assert.equal(silhouetteOf(inkOf("s", { ink: Uint8Array.of(9, 9, 9, 9, 9) })), undefined);
});
