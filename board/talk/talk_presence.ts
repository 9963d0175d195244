import { isAuthor } from "./mention.ts";
import { readLine } from "../name.ts";

/** The part of a person's presence that concerns the conversation. */
export interface TalkPresence {
  /** Under whom the person talks on this board, so that others can mention the person. */
  readonly author?: string;
  /** What the person says at the cursor: one line. */
  readonly says?: string;
}

/** Length of what a person says at the cursor, UTF-16 units. */
export const SAYS_MAX = 120;

/** Reads and validates the `talk` of a presence. */
export function readTalkPresence(value: unknown): TalkPresence {
  const { author, says } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const line = readLine(says, SAYS_MAX);
  return { ...(isAuthor(author) && { author }), ...(line !== "" && { says: line }) };
}
