import { firstLetters } from "./letters.ts";
import { NAME_MAX } from "./limits.ts";

/**
 * Cleans the name of a person, or the title of a board: one line of at most NAME_MAX UTF-16 units, well-formed and of
 * whole letters, without control or bidirectional characters. Empty when the value is not a text.
 */
export function readName(value: unknown): string {
  if (typeof value !== "string") return "";
  const line = firstLetters(value, NAME_MAX * 2).replace(/\p{Cs}/gu, "")
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, " ").replace(/\s+/g, " ").trim();
  return firstLetters(line, NAME_MAX).trim();
}
