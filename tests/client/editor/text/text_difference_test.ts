import assert from "node:assert/strict";
import fc from "fast-check";
import { shifted } from "../../../../client/editor/text/replacement.ts";
import { replacementBetween } from "../../../../client/editor/text/text_difference.ts";
import { startOfLetter } from "../../../../board/letters.ts";
import { lettersArbitrary } from "../../../support/board/letters.ts";

Deno.test("among equal letters in a row, those before the caret count as new", () => {
  assert.deepEqual(replacementBetween("aa", "aaa", 1), { at: 0, removed: 0, inserted: "a" });
  assert.deepEqual(replacementBetween("aa", "aaa", 2), { at: 1, removed: 0, inserted: "a" });
  assert.deepEqual(replacementBetween("aa", "aaa", 3), { at: 2, removed: 0, inserted: "a" });
  assert.equal(replacementBetween("same", "same", 2), undefined);
});

Deno.test("a replacement turns any text into any other", () => {
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

Deno.test("a place shifts with text before it, and stays before text inserted at it", () => {
  const typed = { at: 4, removed: 2, inserted: "xyz" };
  assert.deepEqual([0, 4, 5, 6, 7].map((place) => shifted(place, typed)), [0, 4, 4, 7, 8]);
});

Deno.test("C1: a replacement splits no letter", () => {
  fc.assert(
    fc.property(lettersArbitrary, lettersArbitrary, fc.nat(12), (one, other, n) => {
      const before = one.join(""), after = other.join(""), caret = other.slice(0, n).join("").length;
      const found = replacementBetween(before, after, caret);
      if (found === undefined) return assert.equal(before, after);
      const { at, removed, inserted } = found;
      assert.equal(before.slice(0, at) + inserted + before.slice(at + removed), after);
      for (const place of [at, at + removed]) assert.equal(startOfLetter(before, place), place);
      for (const place of [at, at + inserted.length]) assert.equal(startOfLetter(after, place), place);
      assert.ok(inserted.isWellFormed());
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

Deno.test("C1: one emoji replaces another as a whole", () => {
  for (const [from, to] of [["😀", "😁"], ["👍🏻", "👍🏿"], ["👨‍👩‍👧", "👨‍👩‍👦"], ["🇩🇪", "🇩🇰"], ["e\u0301", "e\u0302"]]) {
    const found = replacementBetween(`a${from}b`, `a${to}b`, 1 + to.length);
    assert.deepEqual(found, { at: 1, removed: from.length, inserted: to });
  }
});

Deno.test("C1: a flag typed before a long row of flags takes a bounded number of steps", () => {
  const row = "🇩🇪".repeat(4_000);
  const { at, inserted } = replacementBetween(row, `${row}🇫`, row.length + 2)!;
  assert.deepEqual([at, inserted], [row.length, "🇫"]);
  const { inserted: first } = replacementBetween(row, `🇫${row}`, 2)!;
  assert.ok(first.isWellFormed());
});
