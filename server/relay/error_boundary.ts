import type { Clock } from "../../board/clock.ts";

/** Runs the actions of a room, so that an error in them reaches the room and not the process. */
export class ErrorBoundary {
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

  /** Wraps a clock: errors in its timers are reported as faults of the room. */
  clock(clock: Clock): Clock {
    return { now: clock.now.bind(clock), after: (ms, run) => clock.after(ms, () => this.run(run)) };
  }
}
