import { firstLetters } from "../../../board/letters.ts";
import { ALT_MAX } from "../../../board/pictures/picture.ts";

/** The description of an image from what a person typed; null for none. */
export function altFrom(typed: string): string | null {
  return firstLetters(typed.toWellFormed().replace(/\s+/g, " ").trim(), ALT_MAX) || null;
}
