import type { TalkEvent } from "../../board/talk.ts";
import { Commit, type Database, entries } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import { headAfter, NO_TALK, type TalkHead } from "./kv_talk_store.ts";

/** Events of one commit: the longest ones take half of what a commit may have. */
const EVENTS_PER_COMMIT = 100;

/** All events of a board, in the order of their numbers. */
export async function readTalk(database: Database, board: BoardId): Promise<TalkEvent[]> {
  const { number } = (await database.get<TalkHead>(KEY.talkHead(board))).value ?? NO_TALK;
  const range = { prefix: KEY.talk(board), end: KEY.talkEvent(board, number + 1) };
  return await Array.fromAsync(entries<TalkEvent>(database, range), ({ value }) => value);
}

/** Writes the events of a board that has none. Readers see them in the order of their numbers, also after a crash. */
export async function writeTalk(database: Database, board: BoardId, events: readonly TalkEvent[]): Promise<void> {
  let head = NO_TALK;
  for (let from = 0; from < events.length; from += EVENTS_PER_COMMIT) {
    const some = events.slice(from, from + EVENTS_PER_COMMIT);
    head = headAfter(head, some);
    const commit = new Commit().set(KEY.talkHead(board), head);
    for (const event of some) commit.set(KEY.talkEvent(board, event.number), event);
    await database.commit(commit);
  }
}
