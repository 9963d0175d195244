import { readName } from "../name.ts";

/** A person that a message mentions: its text has `@` and this name. */
export interface Mention {
  /** The author under whom the person talks on this board, because anybody can take any name. */
  readonly author: string;
  /** The name that the person went by. */
  readonly name: string;
}

/** Mentions of one message; further ones are text only. */
export const MENTIONS_MAX = 10;

/** True for what the server makes of an author's key. */
export function isAuthor(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
}

/** The mentions that the text has, each author once. @returns undefined when anything about them is malformed */
export function readMentions(value: unknown, text: string): readonly Mention[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MENTIONS_MAX) return undefined;
  const found = new Map<string, Mention>();
  for (const each of value) {
    const { author, name } = (typeof each === "object" && each !== null ? each : {}) as Record<string, unknown>;
    if (!isAuthor(author) || typeof name !== "string") return undefined;
    const read = readName(name);
    if (read !== "" && text.includes(`@${read}`) && !found.has(author)) found.set(author, { author, name: read });
  }
  return [...found.values()];
}
