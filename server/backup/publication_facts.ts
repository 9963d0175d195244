import { isSlug, SECRET_CHARS } from "../../board/id.ts";
import { readName } from "../../board/name.ts";
import type { PublicationCopy } from "../store/publications/publication_store.ts";

/** What is published of a board, from a file, which is untrusted input. Undefined when it is invalid. */
export function readPublicationFacts(value: unknown): Omit<PublicationCopy, "picture"> | undefined {
  const { id, at, title, mayIndex } = Object(value);
  if (!isSlug(id) || id.length !== SECRET_CHARS || !Number.isSafeInteger(at) || at < 0) return undefined;
  if (typeof title !== "string" || readName(title) !== title || typeof mayIndex !== "boolean") return undefined;
  return { id, at, title, mayIndex };
}
