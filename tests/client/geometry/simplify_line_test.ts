import assert from "node:assert/strict";
import { pointsWithin } from "../../../client/geometry/distance.ts";
import { simplifyLine } from "../../../client/geometry/simplify_line.ts";
import { penLine } from "../../support/board/pen_line.ts";
import { seeded } from "../../support/random.ts";

/** The corners as samples, so that distances to the thinned line can be asked for. */
function samplesOf(corners: Float32Array): number[] {
  return Array.from({ length: corners.length / 2 }, (_, i) => [corners[2 * i], corners[2 * i + 1], 0.5]).flat();
}

Deno.test("simplifyLine moves no sample by more than the tolerance", () => {
  const random = seeded(1);
  for (let run = 0; run < 300; run++) {
    const points = penLine(random, 2 + Math.floor(random.float() * 200));
    const tolerance = 0.05 + random.float() * 6;
    const thinned = samplesOf(simplifyLine(points, tolerance));
    for (let i = 0; i < points.length; i += 3) {
      const sample = { x: points[i], y: points[i + 1] };
      assert.ok(pointsWithin(thinned, sample, sample, tolerance * 1.0001), `run ${run}, sample ${i / 3}`);
    }
  }
});

Deno.test("simplifyLine leaves out most samples of a line seen from afar", () => {
  const points = penLine(seeded(2), 80);
  assert.ok(simplifyLine(points, 0.75 / 0.1).length / 2 < 40);
});

Deno.test("simplifyLine keeps how far a line went before it came back on itself", () => {
  const there = [0, 0, 1, 50, 0, 1, 100, 0, 1, 40, 0, 1, 10, 0, 1];
  assert.deepEqual([...simplifyLine(there, 1)], [0, 0, 100, 0, 10, 0]);
});

Deno.test("simplifyLine keeps a dot and takes nothing", () => {
  assert.deepEqual([...simplifyLine([3, 4, 1], 1)], [3, 4]);
  assert.deepEqual([...simplifyLine([], 1)], []);
});
