import type { CommentThread } from "../../board/comment_thread.ts";
import type { TalkEvent } from "../../board/talk.ts";
import { Commit, type Database, entries, type Version } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import { addTalkEvent, NO_TALK, type TalkHead } from "./talk_head.ts";

/**
 * Events of one commit: the longest replies, each with its thread at its longest, take two thirds of what a commit may
 * have.
 */
const EVENTS_PER_COMMIT = 25;

/** All events of a board, in the order of their numbers. */
export async function readTalk(database: Database, board: BoardId): Promise<TalkEvent[]> {
  const { number } = (await database.get<TalkHead>(KEY.talkHead(board))).value ?? NO_TALK;
  const range = { prefix: KEY.talk(board), end: KEY.talkEvent(board, number + 1) };
  return await Array.fromAsync(entries<TalkEvent>(database, range), ({ value }) => value);
}

/**
 * Writes the events of a board that has none. Readers see them in the order of their numbers, also after a crash.
 *
 * @param options.isNew true: only if the board has no talk, and nobody else adds to it meanwhile
 * @returns false when it has one, or somebody did, or the board was deleted
 */
export async function writeTalk(
  database: Database,
  board: BoardId,
  events: readonly TalkEvent[],
  { isNew = false } = {},
): Promise<boolean> {
  let head = NO_TALK;
  let version: Version | null = null;
  const threads = new Map<number, CommentThread>();
  for (let from = 0; from < events.length; from += EVENTS_PER_COMMIT) {
    const commit = new Commit();
    if (isNew) commit.check({ key: KEY.talkHead(board), version }, { key: KEY.deletion(board), version: null });
    for (const event of events.slice(from, from + EVENTS_PER_COMMIT)) {
      const before = event.thread === undefined ? undefined : threads.get(event.thread);
      const after = addTalkEvent(commit, board, { head, before, event });
      head = after.head;
      if (after.thread) threads.set(after.thread.number, after.thread);
      else if (before) threads.delete(before.number);
    }
    const committed: Version | undefined = await database.commit(commit.set(KEY.talkHead(board), head));
    if (committed === undefined) return false;
    version = committed;
  }
  return true;
}

/**
 * Copies the talk of a board to one that has none. People cannot change their copied messages, because their author is
 * known on the first board only; owners can remove them.
 *
 * @returns false when the other board has a talk, or is changed or deleted meanwhile
 */
export async function copyTalk(
  database: Database,
  { from, to }: { readonly from: BoardId; readonly to: BoardId },
): Promise<boolean> {
  const isFirst = (await database.get(KEY.talkHead(to))).value === null;
  return isFirst && await writeTalk(database, to, await readTalk(database, from), { isNew: true });
}
