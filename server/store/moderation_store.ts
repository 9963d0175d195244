import { createHash } from "node:crypto";
import {
  ADMITTED_MS,
  type BoardAction,
  type BoardState,
  type ModerationEntry,
  type NotedAction,
  REFUSED_MS,
  REMOVED_MS,
  USUAL_STATE,
  type VisitorAction,
  type VisitorState,
  WAITING_MS,
} from "../../board/moderation.ts";
import { Commit, type Database, entries } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { READS_MAX } from "../database/limits.ts";
import type { BoardId } from "./board_store.ts";

/** Identifies a visitor on one board. It does not show the cookie, nor that two boards have the same visitor. */
export type VisitorId = string;

/** A visitor's state as it is stored. */
export interface VisitorRecord extends VisitorState {
  readonly name: string;
}

export interface Waiting {
  readonly visitor: VisitorId;
  readonly name: string;
  /** When the visitor came, ms since 1970. */
  readonly since: number;
}

/** A visitor who waits, as it is stored: with a hash of the address, and the time of the last question. */
interface WaitingRecord extends Waiting {
  readonly from?: string;
  readonly asked: number;
}

/** The owner who does something. */
export interface Actor {
  readonly name: string;
  readonly link: string;
}

export interface VisitorTarget {
  readonly visitor: VisitorId;
  readonly name: string;
}

/** Entries of the list that are kept. */
export const ENTRIES_MAX = 1_000;
/** Visitors who wait at the same time. */
export const WAITING_MAX = 200;
/** Those of one address: two classes, and not somebody who makes up visitors until nobody else can wait. */
export const WAITING_PER_ADDRESS_MAX = 60;
/** How long a visitor's state is kept, ms. A mute lasts this long. */
export const VISITOR_MS = 30 * 24 * 3_600_000;
/** A visitor who waits is written again after this, ms. */
const REFRESH_MS = WAITING_MS / 3;
/** Their keys are half of what a commit may have. */
const VISITORS_PER_COMMIT = 400;

/** What holds for everybody on a board, with the number of the newest entry. */
export type ModerationHead = BoardState & { readonly last: number };

export const NOTHING_DONE: ModerationHead = { ...USUAL_STATE, last: 0 };

/**
 * What owners set to keep order, and the list of what they did.
 *
 *     ["boards", board, "moderation"]            ModerationHead; every action checks its version
 *     ["boards", board, "visitors", visitor]     VisitorRecord
 *     ["boards", board, "waiting", visitor]      WaitingRecord
 *     ["boards", board, "done", number]          ModerationEntry
 *     ["moderation_news"]                        set with every action
 */
export class ModerationStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, { now = Date.now }: { now?: () => number } = {}) {
    [this.#database, this.#now] = [database, now];
  }

  /** @param visitor the cookie of the browser, or the address of a client without one */
  idOf(board: BoardId, visitor: string): VisitorId {
    return createHash("sha256").update(`visitor ${board} ${visitor}`).digest("hex").slice(0, 32);
  }

  async state(board: BoardId): Promise<ModerationHead> {
    return (await this.#head(board)).head;
  }

  /** The state of the board and of one visitor, from one moment. */
  async of(board: BoardId, visitor: VisitorId): Promise<{ state: BoardState; visitor: VisitorState }> {
    const [state, record] = await this.#database.getMany([KEY.moderation(board), KEY.visitor(board, visitor)]);
    return {
      state: state.value as ModerationHead | null ?? USUAL_STATE,
      visitor: record.value as VisitorRecord | null ?? {},
    };
  }

  /** The states of these visitors; those without one are left out. */
  async visitors(board: BoardId, ids: readonly VisitorId[]): Promise<Map<VisitorId, VisitorRecord>> {
    const found = new Map<VisitorId, VisitorRecord>();
    for (let from = 0; from < ids.length; from += READS_MAX) {
      const some = ids.slice(from, from + READS_MAX);
      const read = await this.#database.getMany<VisitorRecord>(some.map((id) => KEY.visitor(board, id)));
      read.forEach(({ value }, i) => value !== null && found.set(some[i], value));
    }
    return found;
  }

  /** All visitors who are muted or removed. */
  async restricted(board: BoardId): Promise<(VisitorRecord & { visitor: VisitorId })[]> {
    const all = await Array.fromAsync(
      entries<VisitorRecord>(this.#database, { prefix: KEY.visitors(board) }),
      ({ key, value }) => ({ ...value, visitor: key.at(-1) as VisitorId }),
    );
    return all.filter(({ isMuted, removedUntil = 0 }) => isMuted || removedUntil > this.#now());
  }

  /** Changes the state of the board. @param present visitors who need not wait in a lobby that opens now */
  async setBoard(board: BoardId, action: BoardAction, actor: Actor, present: readonly VisitorTarget[]): Promise<void> {
    const change = {
      freeze: { isFrozen: true },
      thaw: { isFrozen: false },
      openLobby: { hasLobby: true },
      closeLobby: { hasLobby: false },
      openLaser: { isLaserOpen: true },
      closeLaser: { isLaserOpen: false },
    }[action];
    if (action === "openLobby") await this.#admitAll(board, present);
    await this.#commit(board, { action, actor, change });
  }

  async setVisitor(board: BoardId, action: VisitorAction, actor: Actor, { visitor, name }: VisitorTarget) {
    await this.#commit(board, { action, actor, about: name, visitor: { visitor, name } });
  }

  /** Adds a line to the list for an action on a link, a person or a webhook, which has already been done. */
  async note(board: BoardId, action: NotedAction, actor: Actor, about?: string): Promise<void> {
    await this.#commit(board, { action, actor, about });
  }

  /** The newest entries before a number, newest first. */
  async done(board: BoardId, { before, limit }: { before?: number; limit: number }): Promise<ModerationEntry[]> {
    const prefix = KEY.done(board);
    const range = { prefix, end: [...prefix, before ?? Infinity] };
    return (await this.#database.list<ModerationEntry>(range, { limit, isReverse: true })).map(({ value }) => value);
  }

  /** A visitor asks to be let in, from an address. @returns false when too many wait */
  async ask(board: BoardId, { visitor, name }: VisitorTarget, address: string): Promise<boolean> {
    const key = KEY.waiting(board, visitor);
    const now = this.#now();
    const known = (await this.#database.get<WaitingRecord>(key)).value;
    if (known && known.name === name && now - known.asked < REFRESH_MS) return true;
    const from = this.idOf(board, `address ${address}`);
    if (!known) {
      const others = await this.#asking(board), neighbours = others.filter((each) => each.from === from);
      if (others.length >= WAITING_MAX || neighbours.length >= WAITING_PER_ADDRESS_MAX) return false;
    }
    const value: WaitingRecord = { visitor, name, from, since: known?.since ?? now, asked: now };
    await this.#database.commit(new Commit().set(key, value, { expireIn: WAITING_MS }));
    return true;
  }

  /** Those who wait, the first who came first. */
  async waiting(board: BoardId): Promise<Waiting[]> {
    const all = await this.#asking(board);
    return all.map(({ visitor, name, since }) => ({ visitor, name, since })).sort((a, b) => a.since - b.since);
  }

  async #asking(board: BoardId): Promise<WaitingRecord[]> {
    const all = await this.#database.list<WaitingRecord>({ prefix: KEY.waitings(board) }, { limit: WAITING_MAX });
    const now = this.#now();
    return all.map(({ value }) => value).filter(({ asked }) => now - asked < WAITING_MS);
  }

  /** Changes with every action on any board. Cheap enough to call every second. */
  async news(): Promise<string | null> {
    return (await this.#database.get(KEY.moderationNews())).version;
  }

  async #commit(
    board: BoardId,
    { action, actor, about, change, visitor }: {
      action: ModerationEntry["action"];
      actor: Actor;
      about?: string;
      change?: Partial<BoardState>;
      visitor?: VisitorTarget;
    },
  ): Promise<void> {
    for (;;) {
      const { entry, head } = await this.#head(board);
      const deletion = await this.#database.get(KEY.deletion(board));
      // A deleted board keeps nothing.
      if (deletion.value !== null) return;
      const number = head.last + 1;
      const done: ModerationEntry = { number, at: this.#now(), ...actor, action, ...(about && { about }) };
      const commit = new Commit().check(entry, deletion)
        .set(entry.key, { ...head, ...change, last: number })
        .set(KEY.doneEntry(board, number), done)
        .delete(KEY.doneEntry(board, number - ENTRIES_MAX))
        .set(KEY.moderationNews(), true);
      if (visitor) await this.#put(commit, board, action as VisitorAction, visitor);
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  async #put(commit: Commit, board: BoardId, action: VisitorAction, { visitor, name }: VisitorTarget): Promise<void> {
    const stored = await this.#database.get<VisitorRecord>(KEY.visitor(board, visitor));
    const next = { ...stored.value, name, ...changeOf(action, this.#now()) };
    commit.check(stored).set(stored.key, next, { expireIn: VISITOR_MS }).delete(KEY.waiting(board, visitor));
  }

  async #admitAll(board: BoardId, present: readonly VisitorTarget[]): Promise<void> {
    const known = await this.visitors(board, present.map(({ visitor }) => visitor));
    for (let from = 0; from < present.length; from += VISITORS_PER_COMMIT) {
      const commit = new Commit();
      for (const { visitor, name } of present.slice(from, from + VISITORS_PER_COMMIT)) {
        const next = { ...known.get(visitor), name, admittedUntil: this.#now() + ADMITTED_MS };
        commit.set(KEY.visitor(board, visitor), next, { expireIn: VISITOR_MS });
      }
      await this.#database.commit(commit);
    }
  }

  async #head(board: BoardId) {
    const entry = await this.#database.get<ModerationHead>(KEY.moderation(board));
    return { entry, head: entry.value ?? NOTHING_DONE };
  }
}

function changeOf(action: VisitorAction, now: number): VisitorState {
  switch (action) {
    case "remove":
      return { removedUntil: now + REMOVED_MS, admittedUntil: 0 };
    case "refuse":
      return { removedUntil: now + REFUSED_MS, admittedUntil: 0 };
    case "readmit":
    case "admit":
      return { removedUntil: 0, admittedUntil: now + ADMITTED_MS };
    case "mute":
      return { isMuted: true };
    case "unmute":
      return { isMuted: false };
  }
}
