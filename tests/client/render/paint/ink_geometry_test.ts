import assert from "node:assert/strict";
import { decodeInk, encodeInk } from "../../../../board/ink.ts";
import { InkGeometryCache, type ThinLine } from "../../../../client/render/paint/ink_geometry.ts";
import { simplifyLine } from "../../../../client/geometry/simplify_line.ts";
import { handwriting } from "../../../support/board/handwriting.ts";
import { seeded } from "../../../support/random.ts";
import { inkOf } from "../../../support/board/shapes.ts";

/** Device pixels per board unit; small enough for thinned lines. */
const FAR = 0.1;

/** Strokes of many lengths, so that the buffer still holds the rest of a long stroke behind a short one. */
const strokes = Array.from({ length: 40 }, (_, i) => {
  const { points, pressure } = handwriting(seeded(i));
  const ink = encodeInk({ points: points.slice(0, 3 * (2 + (i * 37) % 58)), pressure });
  const samples = decodeInk(ink)!;
  const farthest = (axis: number) => Math.max(0, ...samples.points.filter((_, at) => at % 3 === axis));
  return { samples, shape: inkOf(`s.${i}`, { ink, w: farthest(0), h: farthest(1) }) };
});

Deno.test("lines thinned in the same buffer equal lines thinned alone", () => {
  const cache = new InkGeometryCache();
  for (const { samples, shape } of strokes) {
    const alone = simplifyLine(samples.points, 0.75 / FAR);
    const line = cache.get(shape, FAR) as ThinLine;
    assert.equal(line.kind, "thin");
    assert.deepEqual([...line.corners], [...alone]);
  }
});

Deno.test("thinned lines allocate no memory, however many are in view", () => {
  const cache = new InkGeometryCache();
  const lines = strokes.map(({ shape }) => cache.get(shape, FAR) as ThinLine);
  assert.equal(new Set(lines.map(({ corners }) => corners.buffer)).size, 1);
});
