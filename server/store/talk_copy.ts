import type { CommentThread } from "../../board/comment_thread.ts";
import type { TalkEvent } from "../../board/talk.ts";
import { Commit, type Database, entries } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import { addTalkEvent, NO_TALK, type TalkHead } from "./talk_head.ts";

/** Events of one commit: the longest comments, with their threads, take three quarters of what a commit may have. */
const EVENTS_PER_COMMIT = 50;

/** All events of a board, in the order of their numbers. */
export async function readTalk(database: Database, board: BoardId): Promise<TalkEvent[]> {
  const { number } = (await database.get<TalkHead>(KEY.talkHead(board))).value ?? NO_TALK;
  const range = { prefix: KEY.talk(board), end: KEY.talkEvent(board, number + 1) };
  return await Array.fromAsync(entries<TalkEvent>(database, range), ({ value }) => value);
}

/** Writes the events of a board that has none. Readers see them in the order of their numbers, also after a crash. */
export async function writeTalk(database: Database, board: BoardId, events: readonly TalkEvent[]): Promise<void> {
  let head = NO_TALK;
  const threads = new Map<number, CommentThread>();
  for (let from = 0; from < events.length; from += EVENTS_PER_COMMIT) {
    const commit = new Commit();
    for (const event of events.slice(from, from + EVENTS_PER_COMMIT)) {
      const before = event.thread === undefined ? undefined : threads.get(event.thread);
      const after = addTalkEvent(commit, board, { head, before, event });
      head = after.head;
      if (after.thread) threads.set(after.thread.number, after.thread);
      else if (before) threads.delete(before.number);
    }
    await database.commit(commit.set(KEY.talkHead(board), head));
  }
}

/**
 * Copies the talk of a board to one that has none. Nobody can change a copied message except by removing it, because
 * its author is known on the first board only.
 *
 * @returns false when the other board has a talk, or is changed or deleted meanwhile
 */
export async function copyTalk(
  database: Database,
  { from, to }: { readonly from: BoardId; readonly to: BoardId },
): Promise<boolean> {
  const { number: last } = (await database.get<TalkHead>(KEY.talkHead(from))).value ?? NO_TALK;
  let version = (await database.get(KEY.talkHead(to))).version;
  if (version !== null) return false;
  let head = NO_TALK;
  for (let next = 1; next <= last; next += EVENTS_PER_COMMIT) {
    const range = {
      start: KEY.talkEvent(from, next),
      end: KEY.talkEvent(from, Math.min(next + EVENTS_PER_COMMIT, last + 1)),
    };
    const events = (await database.list<TalkEvent>(range, { limit: EVENTS_PER_COMMIT })).map(({ value }) => value);
    head = headAfter(head, events);
    const commit = new Commit()
      .check({ key: KEY.talkHead(to), version }, { key: KEY.deletion(to), version: null })
      .set(KEY.talkHead(to), head);
    for (const event of events) commit.set(KEY.talkEvent(to, event.number), event);
    const committed = await database.commit(commit);
    if (committed === undefined) return false;
    version = committed;
  }
  return true;
}
