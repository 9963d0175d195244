import assert from "node:assert/strict";
import fc from "fast-check";
import { comparePaint, isOrderKey, orderAbove, type OrderKey } from "../../board/order.ts";

const SEED = 20_252;
const letters = "ABCYZabcyz0123456789";
const almostKeys = fc.string({
  unit: fc.constantFrom(...letters, "V", "."),
  minLength: 0,
  maxLength: 140,
});

Deno.test("each key sorts above the previous one and stays short", () => {
  let key = orderAbove(undefined);
  for (let i = 0; i < 20_000; i++) {
    const next = orderAbove(key);
    assert(next > key && isOrderKey(next));
    key = next;
  }
  assert(key.length <= 4);
});

Deno.test("every valid key can be drawn above, and the result is valid too", () => {
  let taken = 0;
  fc.assert(
    fc.property(almostKeys, (key) => {
      if (!isOrderKey(key)) return;
      taken++;
      const above = orderAbove(key);
      assert(isOrderKey(above));
      assert(above >= key);
    }),
    { seed: SEED, numRuns: 20_000 },
  );
  assert(taken > 100, "the generator makes keys at all");
});

Deno.test("the highest key leaves room for valid keys", () => {
  let key: OrderKey = "z".repeat(27) + "z".repeat(100);
  for (let i = 0; i < 100; i++) {
    const above = orderAbove(key);
    assert(isOrderKey(above), above);
    assert(above >= key);
    key = above;
  }
});

Deno.test("foreign values that are not keys are rejected", () => {
  for (const bad of [undefined, null, 1, "", "a", "1", "a0 ", "a00", "b0", "A" + "0".repeat(26), "a".repeat(200), {}]) {
    assert.equal(isOrderKey(bad), false, JSON.stringify(bad));
  }
});

Deno.test("paint order is total: the id breaks ties", () => {
  const ordered = fc.record({ id: fc.string({ maxLength: 2 }), order: fc.constantFrom("a0", "a1", "Zz") });
  fc.assert(
    fc.property(ordered, ordered, ordered, (a, b, c) => {
      assert.equal(Math.sign(comparePaint(a, b)), -Math.sign(comparePaint(b, a)) + 0);
      assert.equal(comparePaint(a, b) === 0, a.id === b.id && a.order === b.order);
      if (comparePaint(a, b) < 0 && comparePaint(b, c) < 0) assert(comparePaint(a, c) < 0);
    }),
    { seed: SEED },
  );
});
