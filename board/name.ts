import { firstLetters } from "./letters.ts";
import { NAME_MAX } from "./limits.ts";

/**
 * Cleans the name of a person or the title of a board. The result is one line of at most NAME_MAX UTF-16 units. It has
 * no control or bidirectional characters and no broken letters. It is empty when the value is not a string, or
 * has only invisible characters.
 */
export function readName(value: unknown): string {
  return readLine(value, NAME_MAX);
}

/** The same for any line of at most `max` UTF-16 units. */
export function readLine(value: unknown, max: number): string {
  if (typeof value !== "string") return "";
  const line = firstLetters(value, max * 2).replace(/\p{Cs}/gu, "")
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ").replace(/\s+/g, " ").trim();
  return isSeen(line) ? firstLetters(line, max).trim() : "";
}

/** True if a text shows anything: it does not when it has only spaces and invisible characters. */
export function isSeen(text: string): boolean {
  return /[^\s\p{DI}]/u.test(text);
}
