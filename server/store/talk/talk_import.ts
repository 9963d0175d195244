import { type CommentThread, REPLIES_MAX } from "../../../board/comment_thread.ts";
import { TALK_CHARS_MAX, TALK_EVENTS_MAX, type TalkEvent } from "../../../board/talk.ts";
import { Commit, type Database } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import { addTalkEvent, findThread, NO_TALK, type TalkHead } from "../talk_head.ts";
import { REQUEST_MS, type TalkImport, type TalkRefusal } from "../talk_store.ts";

/** See `TalkStore.import`. A repeated request returns the events that it caused the first time. */
export async function importTalk(
  database: Database,
  board: BoardId,
  { author, name, id, items }: TalkImport,
  now: () => number,
): Promise<readonly TalkEvent[] | TalkRefusal> {
  const idKey = id === undefined ? undefined : KEY.talkRequest(board, `${author}.${id}`);
  for (;;) {
    const [stored, deletion] = await database.getMany([KEY.talkHead(board), KEY.deletion(board)]);
    if (deletion.value !== null) return "gone";
    const done = idKey && (await database.get<number>(idKey)).value;
    if (done) return await eventsFrom(database, board, done, items.length);
    let head = stored.value as TalkHead | null ?? NO_TALK;
    const commit = new Commit().check(stored, deletion), first = head.number + 1;
    const events: TalkEvent[] = [], threads = new Map<number, CommentThread>();
    for (const { action, imported } of items) {
      if (head.number >= TALK_EVENTS_MAX || head.chars >= TALK_CHARS_MAX) return "full";
      const of = "of" in action ? action.of : undefined;
      const before = of === undefined ? undefined : threads.get(of) ?? await findThread(database, board, of);
      if (of !== undefined && before === undefined) return "absent";
      if (action.kind === "reply" && before!.replies.length >= REPLIES_MAX) return "long";
      const number = head.number + 1;
      const thread = action.kind === "comment" ? number : of;
      const event: TalkEvent = {
        ...action,
        number,
        at: now(),
        author,
        name,
        ...(thread && { thread }),
        ...(imported && { imported }),
      };
      const after = addTalkEvent(commit, board, { head, before, event });
      head = after.head;
      if (after.thread) threads.set(after.thread.number, after.thread);
      events.push(event);
    }
    commit.set(stored.key, head);
    if (idKey) commit.set(idKey, first, { expireIn: REQUEST_MS });
    if (await database.commit(commit) !== undefined) return events;
  }
}

async function eventsFrom(database: Database, board: BoardId, first: number, limit: number): Promise<TalkEvent[]> {
  const prefix = KEY.talk(board);
  const found = await database.list<TalkEvent>({ prefix, start: [...prefix, first] }, { limit });
  return found.map(({ value }) => value);
}
