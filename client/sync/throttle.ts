import type { Clock } from "../../board/clock.ts";

/** Throttles an action: runs it at once when asked, then at most once per interval. The last request is always run. */
export class Throttle {
  readonly #act: () => void;
  readonly #every: number;
  readonly #clock: Clock;
  #stop: (() => void) | undefined;
  #isRequested = false;

  /** @param every minimum interval, ms */
  constructor(act: () => void, every: number, clock: Clock) {
    this.#act = act;
    this.#every = every;
    this.#clock = clock;
  }

  request(): void {
    this.#isRequested = true;
    if (this.#stop === undefined) this.#run();
  }

  /** Runs the action now, which also serves pending requests. */
  runNow(): void {
    this.#isRequested = true;
    this.#stop?.();
    this.#run();
  }

  close(): void {
    this.#isRequested = false;
    this.#stop?.();
    this.#stop = undefined;
  }

  #run(): void {
    this.#stop = undefined;
    if (!this.#isRequested) return;
    this.#isRequested = false;
    this.#stop = this.#clock.after(this.#every, () => this.#run());
    this.#act();
  }
}
