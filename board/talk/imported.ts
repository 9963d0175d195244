import { readName } from "../name.ts";

/** What a file says of words in it. Nobody can tell whether it is true. */
export interface Imported {
  /** The name of whoever wrote them; empty when it is not known. */
  readonly name: string;
  /** When, ms since 1970. */
  readonly at: number;
}

/** The last time that JavaScript can show, ms since 1970. */
const TIME_MAX = 8_640_000_000_000_000;

export function readImported(value: unknown): Imported | undefined {
  const { name, at } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof name !== "string" || !Number.isSafeInteger(at)) return undefined;
  return at as number >= 0 && at as number <= TIME_MAX ? { name: readName(name), at: at as number } : undefined;
}

/** Who said words and when: for words from a file, what the file says. */
export function saidBy(
  { name, at, imported }: { readonly name: string; readonly at: number; readonly imported?: Imported },
): Imported {
  return imported ?? { name, at };
}
