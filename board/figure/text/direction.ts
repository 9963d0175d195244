import type { Align } from "../../style.ts";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;

/** True when a text has letters that are written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** True when a paragraph is written from right to left: its first letter is (UAX 9, P2). */
export function isRightToLeft(paragraph: string): boolean {
  const [letter = ""] = LETTER.exec(paragraph) ?? [];
  return RIGHT_TO_LEFT.test(letter);
}

/** A side that was chosen, or that at which each paragraph starts. */
export type LineAlign = Align | "natural";

/** The side of a line. `start` is the left: the buttons show it so. */
export function sideOf(align: LineAlign, isRightToLeft: boolean | undefined): Align {
  if (align !== "natural") return align;
  return isRightToLeft ? "end" : "start";
}
