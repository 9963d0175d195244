import { readTalkAction } from "../../../board/talk.ts";
import { keep, type Memory } from "../page/browser_storage.ts";
import { type BoardRecord, type PendingAction, TALK_KEY, talkKey, talkRecord, wholeRecord } from "./talk_record.ts";

const BOARDS_MAX = 200;
/** Threads of one board whose newest words are remembered. */
const SEEN_MAX = 500;

/** What a person has seen of the comments on a board. */
export interface SeenComments {
  /** Words after this event are new, unless their thread was seen. */
  readonly newAfter: number;
  /** The newest words that were seen, by thread. */
  readonly threads: ReadonlyMap<number, number>;
}

/** Keeps on this device what it knows of conversations: its key as an author, what was read, and what is not sent. */
export class TalkMemory {
  readonly #memory: Memory | undefined;
  #key: string | undefined;

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
  }

  /** Of this page where the browser keeps nothing. */
  get key(): string {
    return this.#key ??= talkKey(this.#memory);
  }

  pending(slug: string): readonly PendingAction[] {
    return talkRecord(slug, this.#memory).pending.flatMap(readPending);
  }

  noteRead(slug: string, read: number): void {
    if (read > talkRecord(slug, this.#memory).read) this.#change(slug, { read });
  }

  /** What the person has seen of the comments. @param last the newest event now, which counts at the first visit */
  seen(slug: string, last: number): SeenComments {
    const { newAfter = last, seen = {} } = talkRecord(slug, this.#memory);
    return { newAfter, threads: new Map(Object.entries(seen).map(([thread, words]) => [Number(thread), words])) };
  }

  keepSeen(slug: string, { newAfter, threads }: SeenComments): void {
    this.#change(slug, { newAfter, seen: Object.fromEntries([...threads].slice(-SEEN_MAX)) });
  }

  keepPending(slug: string, pending: readonly PendingAction[]): void {
    this.#change(slug, { pending });
  }

  #change(slug: string, change: Partial<BoardRecord>): void {
    const { key, boards } = wholeRecord(this.#memory);
    const others = boards.filter((board) => board.slug !== slug);
    const changed = { ...talkRecord(slug, this.#memory), ...change };
    keep(this.#memory, TALK_KEY, { key, boards: [...others, changed].slice(-BOARDS_MAX) });
  }
}

/** Earlier versions kept only messages, as their text. */
function readPending({ id, name, action, text }: PendingAction & { readonly text?: string }): PendingAction[] {
  const read = readTalkAction(action ?? { kind: "post", text });
  return read ? [{ id, name, action: read }] : [];
}
