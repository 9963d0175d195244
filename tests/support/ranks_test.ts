import assert from "node:assert/strict";
import { seeded } from "./random.ts";
import { compareRanks, median } from "./ranks.ts";

Deno.test("two samples of the same distribution do not differ", () => {
  const random = seeded(1);
  const sample = () => Array.from({ length: 1_000 }, () => random.float());
  const { larger, p } = compareRanks(sample(), sample());
  assert.ok(Math.abs(larger - 0.5) < 0.03, String(larger));
  assert.ok(p > 0.01, String(p));
});

Deno.test("a small difference in all values is found in spite of outliers", () => {
  const random = seeded(2);
  const sample = (more: number) =>
    Array.from({ length: 1_000 }, () => random.float() < 0.05 ? 1_000 * random.float() : random.float() + more);
  const { larger, p } = compareRanks(sample(0.1), sample(0));
  assert.ok(larger > 0.53 && larger < 0.65, String(larger));
  assert.ok(p < 1e-4, String(p));
});

Deno.test("known cases: no overlap, only ties, and a table from the literature", () => {
  assert.equal(compareRanks([4, 5, 6], [1, 2, 3]).larger, 1);
  const tied = compareRanks([1, 1], [1, 1]);
  assert.equal(tied.larger, 0.5);
  assert.ok(tied.p > 0.999, String(tied.p));
  // Tortoises and hares: U = 25 of 36.
  assert.equal(compareRanks([1, 7, 8, 9, 10, 11], [2, 3, 4, 5, 6, 12]).larger, 25 / 36);
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
});
