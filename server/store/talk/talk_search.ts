import { isTalkWords, type TalkEvent } from "../../../board/talk.ts";
import type { Database } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import type { TalkFound, TalkSearch } from "../talk_store.ts";

/** Events that one search reads: some 10 ms of work. The asking page goes on where it ended. */
const READ_MAX = 2_000;
/** Events that are read at once: the longest ones have 2 MB. */
const READ_AT_ONCE = 250;
/** Hits of one search. */
const FOUND_MAX = 50;

/** See `TalkStore.find`. Words that somebody edited or removed are not found any more. */
export async function findTalk(database: Database, board: BoardId, { words, before }: TalkSearch): Promise<TalkFound> {
  const wanted = words.toLowerCase();
  const prefix = KEY.talk(board);
  const found: TalkEvent[] = [], changed = new Set<number>();
  let read = 0, end = before ?? Number.MAX_SAFE_INTEGER;
  while (read < READ_MAX && found.length < FOUND_MAX) {
    const part = await database.list<TalkEvent>({ prefix, end: [...prefix, end] }, {
      limit: READ_AT_ONCE,
      isReverse: true,
    });
    for (const { value: event } of part) {
      end = event.number;
      read++;
      const of = isTalkWords(event) ? event.number : event.kind === "edit" || event.kind === "remove" ? event.of : 0;
      if (of === 0) continue;
      const isCurrent = !changed.has(of);
      if (!isTalkWords(event)) changed.add(of);
      if (isCurrent && "text" in event && event.text.toLowerCase().includes(wanted)) found.push(event);
      if (found.length === FOUND_MAX) break;
    }
    if (part.length < READ_AT_ONCE) break;
  }
  return { found, changed: [...changed], ...(end > 1 && read > 0 && { before: end }) };
}
