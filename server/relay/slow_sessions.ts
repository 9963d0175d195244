import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/wire/protocol.ts";
import type { Session } from "../session/session.ts";

/** Interval between checks of slow sessions, ms. */
const CHECK_MS = 100;

interface Lag {
  /** State vector of the session when frames began to be withheld. */
  readonly since: Uint8Array;
  readonly memory: Disposable;
}

/** The functions of the room that slow sessions need. */
export interface CatchingUp {
  /** The state vector of a peer that was sent everything so far. */
  toldSoFar(): Uint8Array;
  /** True while an answer to the session is not completely sent. */
  isAnswering(session: Session): boolean;
  /** Sends the session everything that was withheld since it had `stateVector`. */
  catchUp(session: Session, stateVector: Uint8Array): void;
}

/** Brings sessions that fell behind up to date once they have read what was queued for them. */
export class SlowSessions {
  readonly #room: CatchingUp;
  readonly #clock: Clock;
  readonly #lagging = new Map<Session, Lag>();
  #cancelCheck: (() => void) | undefined;

  constructor(clock: Clock, room: CatchingUp) {
    this.#clock = clock;
    this.#room = room;
  }

  /** Called when a session starts to withhold frames: the current one and all later ones. */
  watch(session: Session): void {
    const memory = session.occupy(session.queuedBytes);
    if (!memory) return session.tooSlow();
    this.#lagging.set(session, { memory, since: this.#room.toldSoFar() });
    this.#schedule();
  }

  /** Closes the connections of slow sessions to free their queues. @returns the number of closed connections */
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
        // Until the answer is completely sent, earlier updates are still missing.
        if (!session.hasDrained || this.#room.isAnswering(session)) continue;
        this.#end(session);
        session.caughtUp();
        this.#room.catchUp(session, since);
      }
      if (this.#lagging.size > 0) this.#schedule();
    });
  }
}
