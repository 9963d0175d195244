import type { Clock } from "../../board/clock.ts";
import { CLOSE } from "../../board/protocol.ts";
import type { Session } from "./session.ts";

/** How often sessions that did not keep up are looked at, ms. */
const CHECK_MS = 100;

/** Brings those who fell behind up to date once they have read what was queued for them. */
export class Laggards {
  readonly #sessions: ReadonlySet<Session>;
  readonly #clock: Clock;
  readonly #catchUp: (session: Session) => void;
  #cancelCheck: (() => void) | undefined;

  /** @param catchUp tells a session all that it may have missed */
  constructor(sessions: ReadonlySet<Session>, clock: Clock, catchUp: (session: Session) => void) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#catchUp = catchUp;
  }

  /** A session began to withhold frames. */
  watch(): void {
    this.#cancelCheck ??= this.#clock.after(CHECK_MS, () => {
      this.#cancelCheck = undefined;
      for (const session of this.#sessions) {
        if (!session.isLagging || !session.hasDrained) continue;
        session.caughtUp();
        this.#catchUp(session);
      }
      if ([...this.#sessions].some((session) => session.isLagging)) this.watch();
    });
  }

  /** Lets them go: what waits for them is memory. @returns how many */
  shed(): number {
    const lagging = [...this.#sessions].filter((session) => session.isOpen && session.isLagging);
    for (const session of lagging) session.close(CLOSE.tryAgain, "this connection does not keep up");
    return lagging.length;
  }

  close(): void {
    this.#cancelCheck?.();
  }
}
