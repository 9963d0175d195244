import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/protocol.ts";
import type { Session } from "./session.ts";

/** How often sessions that did not keep up are looked at, ms. */
const CHECK_MS = 100;

interface Lag {
  /** What the session had when frames began to be withheld. */
  readonly since: Uint8Array;
  readonly memory: Disposable;
}

/** The room, as its laggards see it. */
export interface CatchingUp {
  /** The state vector of somebody who was sent all that was told so far. */
  toldSoFar(): Uint8Array;
  /** True while an answer to the session is not sent whole. */
  isAnswering(session: Session): boolean;
  /** Tells the session what was withheld since it had `stateVector`. */
  catchUp(session: Session, stateVector: Uint8Array): void;
}

/** Brings sessions that fell behind up to date once they have read what was queued for them. */
export class Laggards {
  readonly #room: CatchingUp;
  readonly #clock: Clock;
  readonly #lagging = new Map<Session, Lag>();
  #cancelCheck: (() => void) | undefined;

  constructor(clock: Clock, room: CatchingUp) {
    this.#clock = clock;
    this.#room = room;
  }

  /** A session begins to withhold frames: the one that is being sent, and those after it. */
  watch(session: Session): void {
    const memory = session.occupy(session.queuedBytes);
    if (!memory) return session.tooSlow();
    this.#lagging.set(session, { memory, since: this.#room.toldSoFar() });
    this.#schedule();
  }

  /** Closes their connections, as what waits for them is memory. @returns how many */
  shed(): number {
    const lagging = [...this.#lagging.keys()].filter((session) => session.isOpen);
    for (const session of lagging) session.close(CLOSE.tryAgain, "this connection does not keep up");
    return lagging.length;
  }

  leave(session: Session): void {
    this.#end(session);
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancelCheck?.();
    for (const session of [...this.#lagging.keys()]) this.#end(session);
  }

  #end(session: Session): void {
    this.#lagging.get(session)?.memory[Symbol.dispose]();
    this.#lagging.delete(session);
  }

  #schedule(): void {
    this.#cancelCheck ??= this.#clock.after(CHECK_MS, () => {
      this.#cancelCheck = undefined;
      for (const [session, { since }] of [...this.#lagging]) {
        // Until the answer is sent whole, what was told before it is not all on its way.
        if (!session.hasDrained || this.#room.isAnswering(session)) continue;
        this.#end(session);
        session.caughtUp();
        this.#room.catchUp(session, since);
      }
      if (this.#lagging.size > 0) this.#schedule();
    });
  }
}
