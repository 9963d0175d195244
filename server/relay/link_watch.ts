import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { BoardId } from "../store/board_store.ts";
import type { Role } from "../../board/role.ts";
import type { GoodLink, LinkId, LinkStore } from "../store/link_store.ts";
import type { Session } from "../session/session.ts";

/**
 * Interval of the checks, ms. Including the read, a revoked link's sockets must be closed within 2 s (PROTOCOL.md 2.3).
 */
const CHECK_MS = 1_000;

/**
 * Something that ends with its link: a session, or a response that is being sent. A session also ends when the role of
 * its link changes: the client comes back with the new one.
 */
export type Watcher = Pick<Session, "refuse"> & Partial<Pick<Session, "close" | "role">>;

/** A link with connected sessions. */
interface Watched {
  readonly board: BoardId;
  readonly sessions: Set<Watcher>;
  /** The link as it was read last; undefined until then. */
  known?: GoodLink;
}

const ENDED = { until: 0, role: "viewer" } as const;

export interface LinkWatchOptions {
  readonly clock: Clock;
  /** The time by which links expire, ms since 1970. */
  readonly today?: () => number;
}

/**
 * Closes sessions whose link was revoked or has expired, on whichever instance that happened.
 *
 * Once a second it reads one value, which changes with every change of any link. It reads the watched links only after
 * such a change. It also reads each new link once, because the link may have ended before it was watched.
 */
export class LinkWatch {
  readonly #links: Pick<LinkStore, "good" | "news">;
  readonly #clock: Clock;
  readonly #today: () => number;
  readonly #watched = new Map<LinkId, Watched>();
  readonly #heldBack = new Set<BoardId>();
  #news: string | null | undefined;
  #cancelCheck: (() => void) | undefined;
  #isClosed = false;

  constructor(links: Pick<LinkStore, "good" | "news">, { clock, today = Date.now }: LinkWatchOptions) {
    this.#links = links;
    this.#clock = clock;
    this.#today = today;
  }

  /** @returns a function that ends the watch; call it when the session has ended */
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

  /** Checks the links of one board now. If the store cannot be read, no session is closed for that. */
  async check(board: BoardId): Promise<void> {
    await this.#read([...this.#watched].filter(([, watched]) => watched.board === board)).catch(() => {});
    this.#closeEnded();
  }

  /**
   * Closes no session of the board for an ended link until the action is done. For an action that ends links and then
   * closes the sessions with a reason of its own.
   */
  async holdBack<T>(board: BoardId, action: () => Promise<T>): Promise<T> {
    this.#heldBack.add(board);
    try {
      return await action();
    } finally {
      this.#heldBack.delete(board);
    }
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancelCheck?.();
  }

  #schedule(): void {
    if (this.#isClosed || this.#watched.size === 0) return;
    this.#cancelCheck ??= this.#clock.after(CHECK_MS, async () => {
      // After an error, the next check tries again.
      await this.#look().catch(() => {});
      this.#closeEnded();
      this.#cancelCheck = undefined;
      this.#schedule();
    });
  }

  async #look(): Promise<void> {
    // Read before the links: a change during their read then changes the value again.
    const news = await this.#links.news();
    const isNew = news !== this.#news;
    await this.#read([...this.#watched].filter(([, { known }]) => isNew || known === undefined));
    this.#news = news;
  }

  async #read(some: readonly (readonly [LinkId, Watched])[]): Promise<void> {
    if (some.length === 0) return;
    const good = await this.#links.good(some.map(([link]) => link));
    for (const [link, watched] of some) watched.known = good.get(link) ?? ENDED;
  }

  #closeEnded(): void {
    const today = this.#today();
    for (const [link, { board, sessions, known }] of this.#watched) {
      if (known === undefined || this.#heldBack.has(board)) continue;
      if (known.until <= today) {
        this.#watched.delete(link);
        for (const session of sessions) session.refuse(CLOSE.linkEnded, WITHDRAWN, "wrong link");
      } else closeChanged(sessions, known.role);
    }
  }
}

function closeChanged(sessions: ReadonlySet<Watcher>, role: Role): void {
  for (const session of sessions) {
    if (session.role !== undefined && session.role !== role) session.close?.(CLOSE.restarting, CHANGED);
  }
}

const WITHDRAWN = "this link was withdrawn, replaced or has expired";
const CHANGED = "your role on this board was changed";
