import assert from "node:assert/strict";
import fc from "fast-check";
import { endOfLetter, firstLetters, startOfLetter } from "../../board/letters.ts";
import { lettersArbitrary } from "../support/board/letters.ts";

Deno.test("C1: an index inside a letter is moved to the start or end of the letter", () => {
  const family = "👨‍👩‍👧";
  for (let at = 1; at < family.length; at++) {
    assert.deepEqual([startOfLetter(`x${family}y`, 1 + at), endOfLetter(`x${family}y`, 1 + at)], [
      1,
      1 + family.length,
    ]);
  }
  for (const at of [0, 1, 1 + family.length, 2 + family.length]) {
    assert.deepEqual([startOfLetter(`x${family}y`, at), endOfLetter(`x${family}y`, at)], [at, at]);
  }
  assert.deepEqual([startOfLetter("e\u0301", 1), startOfLetter("🇩🇪🇩🇰", 6), startOfLetter("🇩🇪🇩🇰", 4)], [0, 4, 4]);
});

Deno.test("C1: a text is cut between letters", () => {
  assert.deepEqual(["a😀", "a😀", "a", "a", ""], [9, 3, 2, 1, 0].map((max) => firstLetters("a😀", max)));
  assert.equal(firstLetters("👍🏿", 2), "");
  fc.assert(
    fc.property(lettersArbitrary, fc.nat(60), (letters, max) => {
      const text = letters.join(""), first = firstLetters(text, max);
      assert.ok(text.startsWith(first) && first.length <= max && first.isWellFormed());
      assert.equal(startOfLetter(text, first.length), first.length);
    }),
    { seed: 1 },
  );
});
