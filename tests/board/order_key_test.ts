import assert from "node:assert/strict";
import fc from "fast-check";
import { isOrderKey } from "../../board/order.ts";
import { keyBetween, keysBetween } from "../../board/order_key.ts";

const SEED = 20_253;
const key = fc.tuple(fc.constantFrom("a", "Z", "b", "Y", "z", "A"), fc.string({ unit: fc.constantFrom(..."0189AZaz") }))
  .map(([head, rest]) => head + rest)
  .filter(isOrderKey);

Deno.test("keys have the form that other programs with the same algorithm use", () => {
  const cases: [below: string | undefined, above: string | undefined, between: string][] = [
    [undefined, undefined, "a0"],
    [undefined, "a0", "Zz"],
    [undefined, "Zz", "Zy"],
    [undefined, "a0V", "a0"],
    [undefined, "b00", "az"],
    [undefined, "Y00", "Xzzz"],
    [undefined, `A${"0".repeat(26)}1`, `A${"0".repeat(26)}0V`],
    ["Zz", undefined, "a0"],
    ["az", undefined, "b00"],
    ["bzz", undefined, "c000"],
    ["z".repeat(27), undefined, `${"z".repeat(27)}V`],
    ["a0", "a1", "a0V"],
    ["a0", "a0V", "a0G"],
    ["a1", "a2", "a1V"],
    ["a0V", "a1", "a0l"],
    ["a0z", "a1", "a0zV"],
    ["Zz", "a0", "ZzV"],
    ["Zz", "a1", "a0"],
    ["b125", "b129", "b127"],
    ["a0", "a0001", "a0000V"],
  ];
  for (const [below, above, between] of cases) assert.equal(keyBetween(below, above), between, `${below} ${above}`);
});

Deno.test("keys between two keys ascend and are between them", () => {
  fc.assert(
    fc.property(fc.option(key), fc.option(key), fc.integer({ min: 0, max: 40 }), (one, other, count) => {
      if (one === other && one !== null) return;
      const [below, above] = one && other ? [one, other].sort() : [one ?? undefined, other ?? undefined];
      const keys = keysBetween(below, above, count);
      assert.equal(keys.length, count);
      const all = [below, ...keys, above].filter((each) => each !== undefined);
      assert.deepEqual(all, all.toSorted());
      assert.equal(new Set(all).size, all.length);
    }),
    { seed: SEED, numRuns: 5_000 },
  );
});
