import fc from "fast-check";

/**
 * Graphemes of several code units: surrogate pairs, joined emoji, flags, skin tones, combining accents, and plain ones.
 */
export const LETTERS = [
  "a",
  "b",
  "\n",
  "😀",
  "👍🏿",
  "👍🏻",
  "👨‍👩‍👧",
  "👨‍👩‍👦",
  "🇩🇪",
  "🇩🇰",
  "e\u0301",
  "e\u0302",
  "𝒳",
  "한",
  "क्षि",
] as const;

/** Texts of such letters. */
export const lettersArbitrary: fc.Arbitrary<string[]> = fc.array(fc.constantFrom(...LETTERS), { maxLength: 12 });
