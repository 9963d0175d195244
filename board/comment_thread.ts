import { type CommentPlace, readCommentPlace } from "./comment_place.ts";
import type { TalkEvent } from "./talk.ts";
import { type NewestWords, withNewest } from "./talk/newest_words.ts";
import { type Imported, readImported } from "./talk/imported.ts";

/** Replies that a thread has room for: its record is one value of the database. */
export const REPLIES_MAX = 1_000;

/** Authors that a thread remembers. */
const AUTHORS_MAX = 100;

/** A comment, and in short what was said to it. Its own events have all words. */
export interface CommentThread {
  /** The number of the comment. */
  readonly number: number;
  /** When it was written, ms since 1970. */
  readonly at: number;
  readonly author: string;
  readonly name: string;
  /** For a comment from a file. */
  readonly imported?: Imported;
  /** Empty once the comment was removed. Its thread stays as long as it has replies. */
  readonly text: string;
  readonly place: CommentPlace;
  readonly isEdited: boolean;
  readonly isRemoved: boolean;
  readonly isResolved: boolean;
  /** Who wrote in it last, as far as it was not removed. Absent as long as only an earlier version wrote. */
  readonly newest?: readonly NewestWords[];
  /** The numbers of the replies that were not removed. */
  readonly replies: readonly number[];
  /** Who wrote in it, the first ones. */
  readonly authors: readonly string[];
  /** The number of its newest event. Events up to it are part of this record. */
  readonly last: number;
  /** When somebody last wrote in it, ms since 1970. */
  readonly lastAt: number;
}

/**
 * A thread after one more event of it. Every copy of a thread that has seen the same events is equal.
 *
 * @returns undefined when nothing of the thread is left, or when it is not known
 */
export function threadAfter(thread: CommentThread | undefined, event: TalkEvent): CommentThread | undefined {
  if (event.kind === "comment") return threadOf(event);
  if (thread === undefined || event.number <= thread.last) return thread;
  const now = { ...thread, last: event.number };
  switch (event.kind) {
    case "reply": {
      const { number, at } = event;
      return {
        ...now,
        replies: [...thread.replies, number],
        authors: withAuthor(thread.authors, event),
        newest: withNewest(newestIn(thread), event),
        lastAt: at,
      };
    }
    case "edit":
      return event.of === thread.number && !thread.isRemoved ? { ...now, text: event.text, isEdited: true } : now;
    case "remove":
      return emptied({
        ...now,
        ...(event.of === thread.number && { text: "", isRemoved: true }),
        replies: thread.replies.filter((reply) => reply !== event.of),
        newest: newestIn(thread).filter(({ number }) => number !== event.of),
      });
    case "resolve":
    case "reopen":
      return { ...now, isResolved: event.kind === "resolve" };
    case "move":
      return { ...now, place: event.place };
    default:
      return now;
  }
}

function threadOf(event: TalkEvent & { kind: "comment" }): CommentThread {
  const { number, at, author, name, text, place, imported } = event;
  return {
    number,
    at,
    author,
    name,
    text,
    place,
    ...(imported && { imported }),
    isEdited: false,
    isRemoved: false,
    isResolved: false,
    replies: [],
    authors: withAuthor([], event),
    newest: [{ author, number }],
    last: number,
    lastAt: at,
  };
}

/** Who wrote in a thread last. What an earlier version wrote may be of anybody. */
export function newestIn({ number, replies, newest }: CommentThread): readonly NewestWords[] {
  return newest ?? [{ author: "", number: replies.at(-1) ?? number }];
}

/** Whoever imported words did not write them. */
function withAuthor(authors: readonly string[], { author, imported }: TalkEvent): readonly string[] {
  if (imported) return authors;
  const isKnown = author === "" || authors.includes(author) || authors.length >= AUTHORS_MAX;
  return isKnown ? authors : [...authors, author];
}

function emptied(thread: CommentThread): CommentThread | undefined {
  return thread.isRemoved && thread.replies.length === 0 ? undefined : thread;
}

/** Reads a thread that a server sent. */
export function readCommentThread(value: unknown): CommentThread | undefined {
  const thread = (typeof value === "object" && value !== null ? value : {}) as CommentThread;
  const place = readCommentPlace(thread.place);
  const { number, at, last, lastAt, author, name, text, replies, authors } = thread;
  const isRead = place !== undefined && [number, at, last, lastAt].every(Number.isFinite) &&
    [author, name, text].every((part) => typeof part === "string") && Array.isArray(replies) && Array.isArray(authors);
  if (!isRead) return undefined;
  const { imported: _, newest, ...rest } = thread, imported = readImported(thread.imported);
  return { ...rest, place, ...(imported && { imported }), ...(Array.isArray(newest) && { newest }) };
}
