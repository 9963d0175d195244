import type { Clock } from "../../board/clock.ts";

/** Throttles an action: runs it at once when asked, then at most once per interval. The last request is always run. */
export class Pace {
  readonly #act: () => void;
  readonly #every: number;
  readonly #clock: Clock;
  #stop: (() => void) | undefined;
  #isAsked = false;

  /** @param every minimum interval, ms */
  constructor(act: () => void, every: number, clock: Clock) {
    this.#act = act;
    this.#every = every;
    this.#clock = clock;
  }

  ask(): void {
    this.#isAsked = true;
    if (this.#stop === undefined) this.#turn();
  }

  /** Runs the action now, which also serves pending requests. */
  hurry(): void {
    this.#isAsked = true;
    this.#stop?.();
    this.#turn();
  }

  close(): void {
    this.#isAsked = false;
    this.#stop?.();
    this.#stop = undefined;
  }

  #turn(): void {
    this.#stop = undefined;
    if (!this.#isAsked) return;
    this.#isAsked = false;
    this.#stop = this.#clock.after(this.#every, () => this.#turn());
    this.#act();
  }
}
