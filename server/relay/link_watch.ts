import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/protocol.ts";
import type { BoardId } from "../store/board_store.ts";
import type { LinkId, LinkStore } from "../store/link_store.ts";
import type { Session } from "./session.ts";

/** With the time of reading, less than the 2 s in which a revoked link's sockets are promised to be cut, ms. */
const CHECK_MS = 1_000;

/** Cuts the sockets whose link was revoked or has expired, whichever instance that was done on. */
export class LinkWatch {
  readonly #links: LinkStore;
  readonly #clock: Clock;
  readonly #boards = new Map<BoardId, Map<Session, LinkId>>();
  #cancelCheck: (() => void) | undefined;
  #isClosed = false;

  constructor(links: LinkStore, clock: Clock) {
    this.#links = links;
    this.#clock = clock;
  }

  /** @returns how to end it, when the session has ended */
  watch(session: Session, { board, link }: { board: BoardId; link?: LinkId }): () => void {
    if (link === undefined) return () => {};
    const sessions = this.#boards.get(board) ?? new Map<Session, LinkId>();
    this.#boards.set(board, sessions.set(session, link));
    this.#schedule();
    return () => {
      sessions.delete(session);
      if (sessions.size === 0 && this.#boards.get(board) === sessions) this.#boards.delete(board);
    };
  }

  /** Looks at the links of one board now. A store that cannot be read cuts nobody. */
  async check(board: BoardId): Promise<void> {
    const sessions = this.#boards.get(board);
    if (sessions === undefined) return;
    const alive = await this.#links.alive(board, [...new Set(sessions.values())]).catch(() => undefined);
    if (alive === undefined) return;
    for (const [session, link] of sessions) {
      if (!alive.has(link)) session.refuse(CLOSE.noSuchLink, "this link does not open a board", "wrong link");
    }
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancelCheck?.();
  }

  #schedule(): void {
    if (this.#isClosed || this.#boards.size === 0) return;
    this.#cancelCheck ??= this.#clock.after(CHECK_MS, async () => {
      await Promise.all([...this.#boards.keys()].map((board) => this.check(board)));
      this.#cancelCheck = undefined;
      this.#schedule();
    });
  }
}
