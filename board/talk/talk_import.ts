import { readTalkAction, type TalkAction } from "../talk.ts";
import { type Imported, readImported } from "./imported.ts";

/** Words of one request: with the longest threads, few enough for one commit. */
export const TALK_IMPORT_MAX = 25;

/** Bytes of one request: the longest words, each letter escaped. */
export const TALK_IMPORT_BYTES_MAX = TALK_IMPORT_MAX * 13_000;

/** Words from a file, or the end of a thread from it. `of` is the number of a comment on the board. */
export interface TalkImportItem {
  readonly action: TalkAction & { readonly kind: "post" | "comment" | "reply" | "resolve" };
  /** For words. */
  readonly imported?: Imported;
}

/** Reads the `items` of a request. Mentions mean people on another board, and are left out. */
export function readTalkImport(value: unknown): readonly TalkImportItem[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > TALK_IMPORT_MAX) return undefined;
  const items = value.map(readItem).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function readItem(value: unknown): TalkImportItem | undefined {
  const { mentions: _, ...written } = Object(value) as Record<string, unknown>;
  const action = readTalkAction(written);
  if (action === undefined || !isImportable(action)) return undefined;
  if (action.kind === "resolve") return { action };
  const imported = readImported(written);
  return imported && { action, imported };
}

function isImportable(action: TalkAction): action is TalkImportItem["action"] {
  return ["post", "comment", "reply", "resolve"].includes(action.kind);
}
