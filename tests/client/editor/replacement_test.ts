import assert from "node:assert/strict";
import fc from "fast-check";
import { replacementBetween, shifted } from "../../../client/editor/replacement.ts";

Deno.test("of equal letters in a row, those before the caret are the new ones", () => {
  assert.deepEqual(replacementBetween("aa", "aaa", 1), { at: 0, removed: 0, inserted: "a" });
  assert.deepEqual(replacementBetween("aa", "aaa", 2), { at: 1, removed: 0, inserted: "a" });
  assert.deepEqual(replacementBetween("aa", "aaa", 3), { at: 2, removed: 0, inserted: "a" });
  assert.equal(replacementBetween("same", "same", 2), undefined);
});

Deno.test("a replacement makes of one text the other, whatever they are", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
  fc.assert(
    fc.property(text, text, fc.nat(12), (before, after, caret) => {
      const found = replacementBetween(before, after, Math.min(caret, after.length));
      if (found === undefined) return assert.equal(before, after);
      const { at, removed, inserted } = found;
      assert.equal(before.slice(0, at) + inserted + before.slice(at + removed), after);
    }),
    { seed: 4, numRuns: 2_000 },
  );
});

Deno.test("a place moves with what is before it, and stays before what is inserted there", () => {
  const typed = { at: 4, removed: 2, inserted: "xyz" };
  assert.deepEqual([0, 4, 5, 6, 7].map((place) => shifted(place, typed)), [0, 4, 4, 7, 8]);
});
