import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/protocol.ts";
import type { BoardId } from "../store/board_store.ts";
import type { LinkId, LinkStore } from "../store/link_store.ts";
import type { Session } from "./session.ts";

/** With the time of reading, less than the 2 s in which a revoked link's sockets are promised to be cut, ms. */
const CHECK_MS = 1_000;

/** What ends with its link: a session, or an answer that is being sent. */
export type Watcher = Pick<Session, "refuse">;

/** A link that somebody is here with. */
interface Watched {
  readonly board: BoardId;
  readonly sessions: Set<Watcher>;
  /** Until when it opens the board, ms since 1970; undefined before it has been read. */
  end?: number;
}

export interface LinkWatchOptions {
  readonly clock: Clock;
  /** ms since 1970: what links expire by. */
  readonly today?: () => number;
}

/**
 * Cuts the sockets whose link was revoked or has expired, whichever instance that was done on.
 *
 * Each second one value is read, which changes with every change of links anywhere. Only then are the links read that
 * somebody is here with; and those that somebody has just come with, as they may have ended before they were watched.
 */
export class LinkWatch {
  readonly #links: Pick<LinkStore, "goodUntil" | "news">;
  readonly #clock: Clock;
  readonly #today: () => number;
  readonly #watched = new Map<LinkId, Watched>();
  #news: string | null | undefined;
  #cancelCheck: (() => void) | undefined;
  #isClosed = false;

  constructor(links: Pick<LinkStore, "goodUntil" | "news">, { clock, today = Date.now }: LinkWatchOptions) {
    this.#links = links;
    this.#clock = clock;
    this.#today = today;
  }

  /** @returns how to end it, when the session has ended */
  watch(session: Watcher, { board, link }: { board: BoardId; link?: LinkId }): () => void {
    if (link === undefined) return () => {};
    const watched = this.#watched.get(link) ?? { board, sessions: new Set() };
    this.#watched.set(link, watched);
    watched.sessions.add(session);
    this.#schedule();
    return () => {
      watched.sessions.delete(session);
      if (watched.sessions.size === 0 && this.#watched.get(link) === watched) this.#watched.delete(link);
    };
  }

  /** Looks at the links of one board now. A store that cannot be read cuts nobody. */
  async check(board: BoardId): Promise<void> {
    await this.#read([...this.#watched].filter(([, watched]) => watched.board === board)).catch(() => {});
    this.#cut();
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancelCheck?.();
  }

  #schedule(): void {
    if (this.#isClosed || this.#watched.size === 0) return;
    this.#cancelCheck ??= this.#clock.after(CHECK_MS, async () => {
      // What cannot be read now is read the next time.
      await this.#look().catch(() => {});
      this.#cut();
      this.#cancelCheck = undefined;
      this.#schedule();
    });
  }

  async #look(): Promise<void> {
    // First: what changes while the links are read changes it again.
    const news = await this.#links.news();
    const isNew = news !== this.#news;
    await this.#read([...this.#watched].filter(([, { end }]) => isNew || end === undefined));
    this.#news = news;
  }

  async #read(some: readonly (readonly [LinkId, Watched])[]): Promise<void> {
    if (some.length === 0) return;
    const good = await this.#links.goodUntil(some.map(([link]) => link));
    for (const [link, watched] of some) watched.end = good.get(link) ?? 0;
  }

  #cut(): void {
    const today = this.#today();
    for (const [link, { sessions, end }] of this.#watched) {
      if (end === undefined || end > today) continue;
      this.#watched.delete(link);
      for (const session of sessions) session.refuse(CLOSE.noSuchLink, WITHDRAWN, "wrong link");
    }
  }
}

/** For people who were on the board a moment ago. */
const WITHDRAWN = "This link was withdrawn, replaced or has expired. Who gave it to you may have another one.";
