import { endOfLetter, startOfLetter } from "../../../board/letters.ts";
import type { Replacement } from "./replacement.ts";

/** In a row of flags each boundary may move the next. Limits the steps back to a place between letters. */
const STEPS_MAX = 16;

/**
 * The smallest single replacement that turns one text into another. It splits no letter of either text.
 *
 * @param caret position in the new text, UTF-16 units; among equal letters in a row, those before it count as inserted
 */
export function replacementBetween(before: string, after: string, caret: number): Replacement | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  // Text after the caret existed before, as far as it is equal.
  let tail = 0;
  const tailMax = Math.min(shorter, after.length - caret);
  while (tail < tailMax && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  let head = 0;
  while (head < shorter - tail && before[head] === after[head]) head++;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  head = settled(head, (at) => Math.min(startOfLetter(before, at), startOfLetter(after, at)));
  tail = settled(tail, (length) => {
    const [one, other] = [before, after].map((text) => text.length - endOfLetter(text, text.length - length));
    return Math.min(one, other);
  });
  return { at: head, removed: before.length - head - tail, inserted: after.slice(head, after.length - tail) };
}

/** Repeats a step until it changes nothing, at most `STEPS_MAX` times. */
function settled(length: number, step: (length: number) => number): number {
  for (let i = 0; i < STEPS_MAX; i++) {
    const next = step(length);
    if (next === length) break;
    length = next;
  }
  return length;
}
