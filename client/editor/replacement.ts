import { endOfLetter, startOfLetter } from "../../board/letters.ts";

/** In a row of flags each can pair anew: no more than so many steps are looked back for a place between letters. */
const STEPS_MAX = 16;

/** So many characters of a text at a place, replaced by others. UTF-16 units. */
export interface Replacement {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/**
 * What turns one text into another: one replacement, as small as can be. It cuts no letter in two, neither in the text
 * before nor in the one after.
 *
 * @param caret where the caret is in the new text: of equal letters in a row, those before it are the new ones
 */
export function replacementBetween(before: string, after: string, caret: number): Replacement | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  // What is behind the caret was there before, as far as it can have been.
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

/** Steps back until a step changes nothing. */
function settled(length: number, step: (length: number) => number): number {
  for (let i = 0; i < STEPS_MAX; i++) {
    const next = step(length);
    if (next === length) break;
    length = next;
  }
  return length;
}

/** Where a place in a text is after a replacement; what is inserted right there comes behind it. */
export function shifted(place: number, { at, removed, inserted }: Replacement): number {
  if (place <= at) return place;
  return place < at + removed ? at : place + inserted.length - removed;
}
