/**
 * Talk on a board: an ordered log of events. The server gives each event its number, time and author, so nobody can
 * forge them. `PROTOCOL.md`, part 14, describes the log.
 */

import { type CommentPlace, readCommentPlace } from "./comment_place.ts";
import { type Imported, readImported } from "./talk/imported.ts";
import { type Mention, readMentions } from "./talk/mention.ts";

/** Length of a message, UTF-16 units. */
export const TALK_TEXT_MAX = 2_000;

/** Events of one answer: 600 KB of the longest messages at most. */
export const TALK_PAGE_MAX = 100;

/** Events of a board, and their characters as JSON: a year of lively days, and little enough for one backup. */
export const TALK_EVENTS_MAX = 250_000;
export const TALK_CHARS_MAX = 64 * 1024 * 1024;

/** Authors that one event concerns. The index of the database has an entry for each. */
export const CONCERNED_MAX = 10;

/** Length of a reaction, UTF-16 units. The longest emoji, families with skin tones, have about 25. */
const EMOJI_MAX = 32;

/**
 * What a person does in the conversation, or in the comments on the board. `of` is the number of the message, comment
 * or reply that it concerns; a thread is named by the number of its comment.
 */
export type TalkAction =
  | { readonly kind: "post" } & Words
  | { readonly kind: "comment"; readonly place: CommentPlace } & Words
  | { readonly kind: "reply" | "edit"; readonly of: number } & Words
  | { readonly kind: "remove" | "resolve" | "reopen"; readonly of: number }
  | { readonly kind: "move"; readonly of: number; readonly place: CommentPlace }
  | { readonly kind: "react" | "unreact"; readonly of: number; readonly emoji: string };

interface Words {
  readonly text: string;
  /** The people that the text means by `@name`. */
  readonly mentions?: readonly Mention[];
}

export type TalkEvent = TalkAction & {
  /** 1 for the first event of a board, then without gaps. */
  readonly number: number;
  /** Time of the server, ms since 1970. */
  readonly at: number;
  /** The same for all events that were sent with the same key to this board; empty for events without a key. */
  readonly author: string;
  /** The name that the author went by. */
  readonly name: string;
  /** The id of the request, where it had one. */
  readonly id?: string;
  /** For a comment and everything that concerns it: the number of the comment. */
  readonly thread?: number;
  /** For a reply: the authors of the thread so far, whom it answers. */
  readonly to?: readonly string[];
  /** For words from a file. Then author, name and time are those of the import. */
  readonly imported?: Imported;
};

/** An event with words of a person: what `edit`, `remove` and reactions may concern. */
export type TalkWords = TalkEvent & { readonly kind: "post" | "comment" | "reply" };

export function isTalkWords(event: TalkEvent): event is TalkWords {
  return event.kind === "post" || event.kind === "comment" || event.kind === "reply";
}

/** The authors who are told of an event: whom it mentions, and whom it answers. */
export function concernedBy(event: TalkEvent): readonly string[] {
  if (!isTalkWords(event) || event.imported) return [];
  const all = new Set([...(event.mentions ?? []).map(({ author }) => author), ...event.to ?? []]);
  all.delete(event.author);
  return [...all].slice(0, CONCERNED_MAX);
}

/** Reads an action. Text is cleaned: it keeps line breaks and tabs and loses other control characters. */
export function readTalkAction(value: unknown): TalkAction | undefined {
  const { kind, of, emoji, place, ...written } = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  switch (kind) {
    case "post":
    case "comment": {
      const words = readWords(written);
      if (words === undefined) return undefined;
      if (kind === "post") return { kind, ...words };
      const where = readCommentPlace(place);
      return where && { kind, ...words, place: where };
    }
  }
  if (!isNumber(of)) return undefined;
  switch (kind) {
    case "reply":
    case "edit": {
      const words = readWords(written);
      return words && { kind, of, ...words };
    }
    case "remove":
    case "resolve":
    case "reopen":
      return { kind, of };
    case "move": {
      const where = readCommentPlace(place);
      return where && { kind, of, place: where };
    }
    case "react":
    case "unreact":
      return isEmoji(emoji) ? { kind, of, emoji } : undefined;
  }
  return undefined;
}

export function readTalkEvent(value: unknown): TalkEvent | undefined {
  const action = readTalkAction(value);
  if (action === undefined) return undefined;
  const { number, at, author, name, id, thread, to, ...rest } = value as Record<string, unknown>;
  if (!isNumber(number) || typeof at !== "number" || typeof author !== "string" || typeof name !== "string") {
    return undefined;
  }
  const imported = readImported(rest.imported);
  return {
    ...action,
    number,
    at,
    author,
    name,
    ...(typeof id === "string" && { id }),
    ...(isNumber(thread) && { thread }),
    ...(Array.isArray(to) && to.length <= CONCERNED_MAX && to.every((each) => typeof each === "string") && { to }),
    ...(imported && { imported }),
  };
}

function readWords({ text, mentions }: Readonly<Record<string, unknown>>): Words | undefined {
  const words = readText(text);
  const read = words === undefined ? undefined : readMentions(mentions, words);
  return read && { text: words!, ...(read.length > 0 && { mentions: read }) };
}

function readText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "").trim();
  return text === "" || text.length > TALK_TEXT_MAX ? undefined : text;
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && value as number > 0;
}

const PICTURE = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;

/** True for one emoji and nothing else. */
function isEmoji(value: unknown): value is string {
  if (typeof value !== "string" || value.length > EMOJI_MAX || !PICTURE.test(value)) return false;
  return [...new Intl.Segmenter("en").segment(value)].length === 1;
}
