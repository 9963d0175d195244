import { TALK_CHARS_MAX, TALK_EVENTS_MAX, type TalkEvent } from "../../board/talk.ts";
import { Commit, type Database } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { Events } from "../events/events.ts";
import type { BoardId } from "./board_store.ts";
import type { TalkPage, TalkRefusal, TalkRequest, TalkStore } from "./talk_store.ts";

/** How long a repeated request is recognised, ms: a device may be offline for weeks. */
const REQUEST_MS = 60 * 24 * 3_600_000;

/** The number of the newest event, and the characters of all events as JSON. */
export interface TalkHead {
  readonly number: number;
  readonly chars: number;
}

export const NO_TALK: TalkHead = { number: 0, chars: 0 };

/**
 * Talk in a key-value database: `talk_head` has a `TalkHead`, `talk` each event by its number, and `talk_requests` the
 * number of the event that a request caused.
 */
export class KvTalkStore implements TalkStore {
  readonly #database: Database;
  readonly #events: Events;
  readonly #now: () => number;

  constructor(database: Database, { events, now = Date.now }: { events: Events; now?: () => number }) {
    this.#database = database;
    this.#events = events;
    this.#now = now;
  }

  async append(board: BoardId, request: TalkRequest): Promise<TalkEvent | TalkRefusal> {
    const { action, author, name, id } = request;
    const idKey = id === undefined ? undefined : KEY.talkRequest(board, `${author}.${id}`);
    for (;;) {
      const [head, deletion] = await this.#database.getMany([KEY.talkHead(board), KEY.deletion(board)]);
      if (deletion.value !== null) return "gone";
      const { number: last, chars } = head.value as TalkHead | null ?? NO_TALK;
      if (last >= TALK_EVENTS_MAX || chars >= TALK_CHARS_MAX) return "full";
      const done = idKey && (await this.#database.get<number>(idKey)).value;
      const earlier = done && await this.#event(board, done);
      if (earlier) return earlier;
      if (action.kind !== "post") {
        const target = await this.#event(board, action.of);
        if (target?.kind !== "post") return "absent";
        if (!mayApply(request, target)) return "foreign";
      }
      const event: TalkEvent = { ...action, number: last + 1, at: this.#now(), author, name, ...(id && { id }) };
      const commit = new Commit().check(head, deletion)
        .set(head.key, headAfter({ number: last, chars }, [event]))
        .set(KEY.talkEvent(board, event.number), event);
      if (idKey) commit.set(idKey, event.number, { expireIn: REQUEST_MS });
      const caused = [{ type: "talk posted", board, number: event.number }] as const;
      if (await this.#events.commit(this.#database, commit, caused) !== undefined) return event;
    }
  }

  async read(board: BoardId, { limit, ...page }: TalkPage): Promise<{ events: readonly TalkEvent[]; last: number }> {
    const { number: last } = (await this.#database.get<TalkHead>(KEY.talkHead(board))).value ?? NO_TALK;
    const prefix = KEY.talk(board);
    const found = page.after !== undefined
      ? await this.#database.list<TalkEvent>({ prefix, start: KEY.talkEvent(board, page.after + 1) }, { limit })
      : await this.#database.list<TalkEvent>(
        { prefix, end: KEY.talkEvent(board, page.before ?? last + 1) },
        { limit, isReverse: true },
      );
    const events = found.map(({ value }) => value);
    return { events: page.after !== undefined ? events : events.reverse(), last };
  }

  async #event(board: BoardId, number: number): Promise<TalkEvent | null> {
    return (await this.#database.get<TalkEvent>(KEY.talkEvent(board, number))).value;
  }
}

export function headAfter({ number, chars }: TalkHead, events: readonly TalkEvent[]): TalkHead {
  return {
    number: events.at(-1)?.number ?? number,
    chars: events.reduce((sum, event) => sum + JSON.stringify(event).length, chars),
  };
}

/** People edit and remove their own messages. Nobody edits the words of others, but moderators may remove them. */
function mayApply({ action, author, isModerator }: TalkRequest, target: TalkEvent): boolean {
  if (action.kind === "react" || action.kind === "unreact") return true;
  if (author !== "" && author === target.author) return true;
  return action.kind === "remove" && isModerator;
}
