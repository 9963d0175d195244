import { REPLIES_MAX, threadAfter } from "../comment_thread.ts";
import type { CommentPlace } from "../comment_place.ts";
import type { ShapeId } from "../id.ts";
import { isTalkWords, readTalkAction, TALK_EVENTS_MAX, type TalkEvent } from "../talk.ts";
import { type Imported, readImported, saidBy } from "./imported.ts";

/**
 * Words as a file has them: what was said, as it is now, with the name and the time of whoever said it.
 *
 *     { "kind": "post", "text", "name", "at" }
 *     { "kind": "comment", "number", "text", "place", "name", "at", "resolved"?: true }
 *     { "kind": "reply", "of": number of the comment in the file, "text", "name", "at" }
 */
export type PortableWords =
  & Imported
  & { readonly text: string }
  & (
    | { readonly kind: "post" }
    | {
      readonly kind: "comment";
      readonly number: number;
      readonly place: CommentPlace;
      readonly resolved?: true;
    }
    | { readonly kind: "reply"; readonly of: number }
  );

/** What was read from a file. */
export interface PortableTalk {
  readonly words: readonly PortableWords[];
  /** The number of entries that cannot be read. */
  readonly unread: number;
}

/**
 * The words of a talk, in their order. Removed words, earlier versions and reactions are left out. Where a comment was
 * removed, the first reply that is left takes its place.
 *
 * @param events all events of the talk, in their order
 */
export function toPortableTalk(events: readonly TalkEvent[]): PortableWords[] {
  const texts = new Map<number, string>(), threads = new Map<number, ReturnType<typeof threadAfter>>();
  for (const event of events) {
    if (isTalkWords(event)) texts.set(event.number, event.text);
    else if (event.kind === "edit" && texts.has(event.of)) texts.set(event.of, event.text);
    else if (event.kind === "remove") texts.delete(event.of);
    if (event.thread !== undefined) threads.set(event.thread, threadAfter(threads.get(event.thread), event));
  }
  const begun = new Set<number>();
  return events.flatMap((event): PortableWords[] => {
    const text = texts.get(event.number);
    if (text === undefined || !isTalkWords(event)) return [];
    const said = { text, ...saidBy(event) };
    if (event.kind === "post") return [{ kind: "post", ...said }];
    const number = event.thread!, thread = threads.get(number)!;
    if (begun.has(number)) return [{ kind: "reply", of: number, ...said }];
    begun.add(number);
    const { place, isResolved } = thread;
    return [{ kind: "comment", number, ...said, place, ...(isResolved && { resolved: true }) }];
  });
}

/** Reads the `talk` of a file. Entries that cannot be read, and replies to such comments, are left out and counted. */
export function readPortableTalk(value: unknown): PortableTalk {
  if (!Array.isArray(value)) return { words: [], unread: value === undefined ? 0 : 1 };
  const words: PortableWords[] = [];
  /** Replies of each comment. */
  const replies = new Map<number, number>();
  for (const each of value.slice(0, TALK_EVENTS_MAX)) {
    const read = readWords(each);
    if (read === undefined) continue;
    if (read.kind === "comment") {
      if (replies.has(read.number)) continue;
      replies.set(read.number, 0);
    } else if (read.kind === "reply") {
      const count = replies.get(read.of) ?? REPLIES_MAX;
      if (count >= REPLIES_MAX) continue;
      replies.set(read.of, count + 1);
    }
    words.push(read);
  }
  return { words, unread: value.length - words.length };
}

/** Places on shapes that were not imported, or have other ids now. */
export function placeAmong(place: CommentPlace, ids: ReadonlyMap<ShapeId, ShapeId>): CommentPlace {
  const { x, y, on } = place, shape = on && ids.get(on.shape);
  return { x, y, ...(on && shape && { on: { ...on, shape } }) };
}

function readWords(value: unknown): PortableWords | undefined {
  const { number, resolved, mentions: _, ...written } = Object(value) as Record<string, unknown>;
  const action = readTalkAction(written), said = readImported(written);
  if (action === undefined || said === undefined) return undefined;
  switch (action.kind) {
    case "post":
      return { kind: "post", text: action.text, ...said };
    case "comment": {
      const { text, place } = action;
      if (!Number.isSafeInteger(number)) return undefined;
      return {
        kind: "comment",
        number: number as number,
        text,
        place,
        ...said,
        ...(resolved === true && { resolved }),
      };
    }
    case "reply":
      return { kind: "reply", of: action.of, text: action.text, ...said };
  }
  return undefined;
}
