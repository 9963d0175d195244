import type { Clock } from "../../../board/clock.ts";
import { isLinkAction, type ModerationEntry, rightsIn, type Standing, standingOf } from "../../../board/moderation.ts";
import { CLOSE } from "../../../board/wire/protocol.ts";
import type { Session } from "../../session/session.ts";
import type { BoardId } from "../../store/board_store.ts";
import type { ModerationStore } from "../../store/moderation_store.ts";
import type { Room } from "../room.ts";

/** Changes of links of which owners are told at once. */
const TOLD_MAX = 20;
/** Interval of the checks, ms. Instances that serve the same board hear of actions within this time and a read. */
const CHECK_MS = 1_000;

export interface ModerationWatchOptions {
  readonly clock: Clock;
  /** The room of a board, if it is live. */
  readonly room: (board: BoardId) => Pick<Room, "moderation"> | undefined;
  /** Ms since 1970. */
  readonly today?: () => number;
}

/**
 * Applies what owners set to the sessions that are open: on this instance at once, elsewhere within a second. While
 * nothing changes, it reads one value a second. It reads each new session once, because something may have changed
 * while it was opened.
 */
export class ModerationWatch {
  readonly #store: Pick<ModerationStore, "state" | "visitors" | "news" | "done">;
  readonly #options: ModerationWatchOptions;
  readonly #sessions = new Map<BoardId, Set<Session>>();
  /** Boards with a session that was not looked at yet. */
  readonly #unread = new Set<BoardId>();
  /** How far the owners of each board know what was done: a number in the list, or since when they are here. */
  readonly #known = new Map<BoardId, { readonly last: number } | { readonly since: number }>();
  #news: string | null | undefined;
  #cancelCheck: (() => void) | undefined;
  #isClosed = false;

  constructor(store: Pick<ModerationStore, "state" | "visitors" | "news" | "done">, options: ModerationWatchOptions) {
    [this.#store, this.#options] = [store, options];
  }

  /** @returns a function that ends the watch; call it when the session has ended */
  watch(session: Session, board: BoardId): () => void {
    if (session.visitor === undefined) return () => {};
    const sessions = this.#sessions.get(board) ?? new Set();
    this.#sessions.set(board, sessions.add(session));
    if (!this.#known.has(board)) this.#known.set(board, { since: this.#today() });
    this.#unread.add(board);
    this.#schedule();
    return () => {
      sessions.delete(session);
      if (sessions.size > 0 || this.#sessions.get(board) !== sessions) return;
      this.#sessions.delete(board);
      this.#known.delete(board);
    };
  }

  /** Reads the state of one board now and applies it. If it cannot be read, nothing changes. */
  async check(board: BoardId): Promise<void> {
    await this.#read(board).catch(() => {});
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancelCheck?.();
  }

  #schedule(): void {
    if (this.#isClosed || this.#sessions.size === 0) return;
    this.#cancelCheck ??= this.#options.clock.after(CHECK_MS, async () => {
      // After an error, the next check tries again.
      await this.#look().catch(() => {});
      this.#cancelCheck = undefined;
      this.#schedule();
    });
  }

  async #look(): Promise<void> {
    // Read before the states: a change during their read then changes the value again.
    const news = await this.#store.news();
    const boards = news === this.#news ? [...this.#unread] : [...this.#sessions.keys()];
    for (const board of boards) await this.#read(board);
    this.#news = news;
  }

  async #read(board: BoardId): Promise<void> {
    const sessions = this.#sessions.get(board);
    this.#unread.delete(board);
    if (sessions === undefined) return;
    try {
      const state = await this.#store.state(board);
      const visitors = await this.#store.visitors(board, [...new Set([...sessions].map(({ visitor }) => visitor!))]);
      if (this.#isClosed) return;
      this.#options.room(board)?.moderation.set(state);
      const today = this.#today();
      for (const session of sessions) {
        const visitor = visitors.get(session.visitor!) ?? {};
        const standing = standingOf(session.role, state, visitor, today);
        if (standing !== "in") session.refuse(...CLOSINGS[standing], "moderation");
        else session.setRights(rightsIn(session.role, state, visitor, today));
      }
      if ([...sessions].some(({ rights }) => rights.manage)) await this.#tellLinks(board, state.last);
    } catch (error) {
      this.#unread.add(board);
      throw error;
    }
  }

  async #tellLinks(board: BoardId, last: number): Promise<void> {
    const known = this.#known.get(board);
    if (known === undefined || last === ("last" in known ? known.last : 0)) return;
    const done = await this.#store.done(board, { limit: TOLD_MAX });
    // Two reads of one board may overlap.
    if (this.#known.get(board) !== known) return;
    this.#known.set(board, { last });
    const isNew = ({ number, at }: ModerationEntry) => "last" in known ? number > known.last : at >= known.since;
    const links = done.filter((entry) => entry.number <= last && isLinkAction(entry.action) && isNew(entry));
    this.#options.room(board)?.moderation.tellLinks(links.reverse());
  }

  #today(): number {
    return this.#options.today?.() ?? Date.now();
  }
}

const CLOSINGS: Readonly<Record<Exclude<Standing, "in">, readonly [code: number, reason: string]>> = {
  removed: [CLOSE.removed, "an owner has removed you from this board for some time"],
  waiting: [CLOSE.waiting, "an owner has to let you in first"],
};
