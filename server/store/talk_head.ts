import { type CommentThread, threadAfter } from "../../board/comment_thread.ts";
import { concernedBy, type TalkEvent } from "../../board/talk.ts";
import { type NewestWords, withNewest } from "../../board/talk/newest_words.ts";
import type { Commit, Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import type { TalkSummary } from "./talk_store.ts";

/** What is known of the talk on a board as a whole. Written with every event. */
export interface TalkHead {
  /** The number of the newest event. */
  readonly number: number;
  /** The characters of all events as JSON. */
  readonly chars: number;
  /** Who wrote in the chat last. Absent as long as only an earlier version wrote. */
  readonly posts?: readonly NewestWords[];
  /** Threads of comments; absent on boards that never had any. */
  readonly open?: number;
  readonly resolved?: number;
}

export const NO_TALK: TalkHead = { number: 0, chars: 0 };

export function summaryOf({ number, open = 0, resolved = 0 }: TalkHead): TalkSummary {
  return { last: number, threads: { open, resolved } };
}

/** Who wrote in the chat last. What an earlier version wrote may be of anybody. */
export function postsOf({ number, posts }: TalkHead): readonly NewestWords[] {
  return posts ?? (number > 0 ? [{ author: "", number }] : []);
}

/**
 * Adds an event to a commit, with what it changes in its thread.
 *
 * @param before the thread of the event, where it belongs to one that exists
 * @returns the head after the event, which the caller adds to the commit, and the thread
 */
export function addTalkEvent(
  commit: Commit,
  board: BoardId,
  { head, before, event }: { head: TalkHead; before: CommentThread | undefined; event: TalkEvent },
): { readonly head: TalkHead; readonly thread: CommentThread | undefined } {
  const { number } = event;
  commit.set(KEY.talkEvent(board, number), event);
  for (const author of concernedBy(event)) commit.set([...KEY.talkConcerns(board, author), number], true);
  const posts = postsOf(head);
  const now = {
    ...head,
    number,
    chars: head.chars + JSON.stringify(event).length,
    posts: event.kind === "post" ? withNewest(posts, event) : posts,
  };
  if (event.thread === undefined) return { head: now, thread: undefined };
  commit.set(KEY.talkThreadEvent(board, event.thread, number), event);
  const thread = threadAfter(before, event);
  if (before && before.isResolved !== thread?.isResolved) {
    commit.delete(KEY.talkThread(board, before.isResolved, before.number));
  }
  if (thread) commit.set(KEY.talkThread(board, thread.isResolved, thread.number), thread);
  const count = (isResolved: boolean) =>
    Number(thread?.isResolved === isResolved) - Number(before?.isResolved === isResolved);
  return {
    head: { ...now, open: (head.open ?? 0) + count(false), resolved: (head.resolved ?? 0) + count(true) },
    thread,
  };
}

/** A thread, whether it is resolved or not. */
export async function findThread(
  database: Database,
  board: BoardId,
  number: number,
): Promise<CommentThread | undefined> {
  const keys = [false, true].map((isResolved) => KEY.talkThread(board, isResolved, number));
  return (await database.getMany<CommentThread>(keys)).find(({ value }) => value !== null)?.value ?? undefined;
}
