import fc from "fast-check";

/** Letters of several characters each: pairs, joined people, flags, skin tones, accents of their own, and plain ones. */
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
