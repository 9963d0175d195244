import assert from "node:assert/strict";
import fc from "fast-check";
import { pointsWithin } from "../../../client/geometry/distance.ts";

const coordinate = fc.integer({ min: -50, max: 50 });
const place = fc.record({ x: coordinate, y: coordinate });
const flat = (points: readonly { x: number; y: number }[]) => points.flatMap(({ x, y }) => [x, y, 0.5]);

/** The distance by trying: many points of the one against many of the other. */
function triedDistance(line: readonly { x: number; y: number }[], from: typeof line[0], to: typeof line[0]): number {
  const steps = 60;
  const between = (a: typeof from, b: typeof from, t: number) => [a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t];
  let least = Infinity;
  for (let i = 0; i < line.length; i++) {
    for (let s = 0; s <= steps; s++) {
      const [x, y] = between(line[Math.max(0, i - 1)], line[i], s / steps);
      for (let t = 0; t <= steps; t++) {
        const [u, v] = between(from, to, t / steps);
        least = Math.min(least, Math.hypot(x - u, y - v));
      }
    }
  }
  return least;
}

Deno.test("a line is within the radius exactly when trying finds it so", () => {
  const radius = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), place, place, radius, (line, from, to, radius) => {
      const tried = triedDistance(line, from, to);
      // Trying is coarse: it finds more than there is by up to two steps of the longest segment.
      if (tried <= radius) assert(pointsWithin(flat(line), from, to, radius));
      if (tried > radius + 5) assert(!pointsWithin(flat(line), from, to, radius));
    }),
    { seed: 3, numRuns: 300 },
  );
});

Deno.test("a fast pointer that jumps over a line still crosses it", () => {
  const line = flat([{ x: 0, y: -100 }, { x: 0, y: 100 }]);
  assert(pointsWithin(line, { x: -50, y: 3 }, { x: 50, y: 4 }, 0));
  assert(!pointsWithin(line, { x: -50, y: 3 }, { x: -9, y: 4 }, 8));
});

Deno.test("a dot is hit by its distance, and no line by nothing", () => {
  assert(pointsWithin([5, 5, 1], { x: 5, y: 8 }, { x: 5, y: 8 }, 3));
  assert(!pointsWithin([5, 5, 1], { x: 5, y: 8 }, { x: 5, y: 8 }, 2.9));
  assert(!pointsWithin([], { x: 0, y: 0 }, { x: 0, y: 0 }, 100));
});
