import type { Clock } from "../../board/clock.ts";

/** Runs what a room does by itself, so that an error in it reaches the room and not the process. */
export class Guard {
  readonly #onFault: (error: unknown) => void;

  /** @param onFault must not throw */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** @returns undefined when the action threw */
  run<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.#onFault(error);
      return undefined;
    }
  }

  /** The same clock; what its timers throw is a fault of the room. */
  clock(clock: Clock): Clock {
    return { now: () => clock.now(), after: (ms, run) => clock.after(ms, () => this.run(run)) };
  }
}
