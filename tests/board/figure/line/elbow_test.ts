import assert from "node:assert/strict";
import fc from "fast-check";
import { elbow, type ElbowEnd } from "../../../../board/figure/line/elbow.ts";
import type { Point } from "../../../../board/figure/point.ts";

/** An end in the middle of a box of 100 × 100 with the given top left corner. */
function boxed(x: number, y: number): ElbowEnd {
  return { at: { x: x + 50, y: y + 50 }, box: { minX: x, minY: y, maxX: x + 100, maxY: y + 100 } };
}

const turnsOf = (way: readonly Point[]) => way.length - 2;

/** Length of the line inside a box. */
function inside(way: readonly Point[], { box }: ElbowEnd): number {
  let length = 0;
  for (let i = 1; i < way.length && box; i++) {
    const [a, b] = [way[i - 1], way[i]];
    const [minX, maxX, minY, maxY] = [Math.min(a.x, b.x), Math.max(a.x, b.x), Math.min(a.y, b.y), Math.max(a.y, b.y)];
    if (minX > box.maxX || maxX < box.minX || minY > box.maxY || maxY < box.minY) continue;
    length += Math.min(maxX, box.maxX) - Math.max(minX, box.minX) + Math.min(maxY, box.maxY) - Math.max(minY, box.minY);
  }
  return length;
}

Deno.test("shapes side by side are joined by a straight line, others by a line with two turns in the middle of the gap", () => {
  assert.equal(turnsOf(elbow(boxed(0, 0), boxed(400, 0))), 0);
  const way = elbow(boxed(0, 0), boxed(400, 300));
  assert.ok(turnsOf(way) <= 2, JSON.stringify(way));
});

Deno.test("a line between sides that face each other turns midway", () => {
  const from = { ...boxed(0, 0), at: { x: 100, y: 50 } }, to = { ...boxed(300, 200), at: { x: 300, y: 250 } };
  assert.deepEqual(elbow(from, to).slice(1, -1), [{ x: 200, y: 50 }, { x: 200, y: 250 }]);
  assert.deepEqual(elbow(to, from).slice(1, -1), [{ x: 200, y: 250 }, { x: 200, y: 50 }]);
});

Deno.test("shapes with a narrow gap between them are joined through it", () => {
  for (const gap of [1, 8, 20.3, 40, 47.9]) {
    assert.deepEqual(elbow(boxed(0, 0), boxed(0, 100 + gap)), [{ x: 50, y: 50 }, { x: 50, y: 150 + gap }], `${gap}`);
    const from = { ...boxed(0, 0), at: { x: 100, y: 50 } },
      to = { ...boxed(100 + gap, 30), at: { x: 100 + gap, y: 80 } };
    const x = 100 + gap / 2;
    assert.deepEqual(elbow(from, to).slice(1, -1).map((at) => [at.x, at.y]), [[x, 50], [x, 80]], `${gap}`);
  }
});

Deno.test("a free end is reached from the nearest side", () => {
  const way = elbow(boxed(0, 0), { at: { x: 300, y: 400 }, box: undefined });
  assert.equal(turnsOf(way), 1);
  assert.equal(turnsOf(elbow({ at: { x: 0, y: 0 }, box: undefined }, { at: { x: 50, y: 0 }, box: undefined })), 0);
});

Deno.test("the line leaves one shape and reaches the other at right angles, without crossing either", () => {
  const number = fc.integer({ min: -600, max: 600 });
  fc.assert(
    fc.property(number, number, (x, y) => {
      const [a, b] = [boxed(0, 0), boxed(x, y)];
      // No line fits between boxes that are closer than two margins.
      fc.pre(Math.abs(x) >= 150 || Math.abs(y) >= 150);
      const way = elbow(a, b);
      for (let i = 1; i < way.length; i++) assert.ok(way[i].x === way[i - 1].x || way[i].y === way[i - 1].y);
      assert.deepEqual([way[0], way.at(-1)], [a.at, b.at]);
      // Only from the middle of each box to its side.
      assert.equal(inside(way, a), 50, JSON.stringify(way));
      assert.equal(inside(way, b), 50, JSON.stringify(way));
      assert.ok(turnsOf(way) <= 4);
    }),
    { seed: 11, numRuns: 1_000 },
  );
});

Deno.test("overlapping shapes are joined", () => {
  for (const [x, y] of [[0, 0], [10, 10], [90, 0], [0, 99]]) {
    const way = elbow(boxed(0, 0), boxed(x, y));
    assert.ok(way.every((place) => Number.isFinite(place.x) && Number.isFinite(place.y)));
  }
});
