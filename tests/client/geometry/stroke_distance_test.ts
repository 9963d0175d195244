import assert from "node:assert/strict";
import { strokeDistance } from "../../../client/geometry/stroke_distance.ts";
import { scribble, seeded } from "../../support/random.ts";

const line = [0, 0, 1, 10, 0, 1, 10, 10, 1];

Deno.test("strokeDistance is that of the nearest part of the line", () => {
  assert.equal(strokeDistance(line, { x: 5, y: 3 }, { x: 5, y: 3 }), 3);
  assert.equal(strokeDistance(line, { x: 13, y: 14 }, { x: 13, y: 20 }), 5);
  assert.equal(strokeDistance(line, { x: -3, y: -4 }, { x: -3, y: -4 }), 5);
});

Deno.test("strokeDistance is 0 where the segment crosses the line, though no end is near", () => {
  assert.equal(strokeDistance(line, { x: 5, y: -100 }, { x: 5, y: 100 }), 0);
});

Deno.test("strokeDistance measures to a dot, and to nothing", () => {
  assert.equal(strokeDistance([1, 1, 1], { x: 4, y: 5 }, { x: 4, y: 5 }), 5);
  assert.equal(strokeDistance([], { x: 4, y: 5 }, { x: 4, y: 5 }), Infinity);
});

Deno.test("strokeDistance agrees with points taken closely along both lines", () => {
  const random = seeded(3);
  for (let run = 0; run < 100; run++) {
    const points = scribble(random, 12);
    const from = { x: random() * 140 - 20, y: random() * 140 - 70 };
    const to = { x: from.x + random() * 30, y: from.y + random() * 30 };
    let nearest = Infinity;
    for (let i = 0; i + 3 < points.length; i += 3) {
      for (let s = 0; s <= 40; s++) {
        const x = points[i] + (points[i + 3] - points[i]) * s / 40;
        const y = points[i + 1] + (points[i + 4] - points[i + 1]) * s / 40;
        for (let t = 0; t <= 40; t++) {
          const dx = from.x + (to.x - from.x) * t / 40 - x, dy = from.y + (to.y - from.y) * t / 40 - y;
          nearest = Math.min(nearest, Math.hypot(dx, dy));
        }
      }
    }
    const distance = strokeDistance(points, from, to);
    assert.ok(distance <= nearest + 1e-6 && distance > nearest - 2, `run ${run}: ${distance}, sampled ${nearest}`);
  }
});

Deno.test("strokeDistance ends early at what is near enough, and says so truthfully", () => {
  const points = [0, 5, 1, 10, 5, 1, 20, 0, 1];
  const early = strokeDistance(points, { x: 0, y: 0 }, { x: 20, y: 0 }, 6);
  assert.ok(early <= 6 && early > 0);
});
