import type { Clock } from "../../board/clock.ts";

/** Does something at once when it is asked to, then at most every so often; what was asked for last is always done. */
export class Pace {
  readonly #act: () => void;
  readonly #every: number;
  readonly #clock: Clock;
  #stop: (() => void) | undefined;
  #isAsked = false;

  /** @param every ms */
  constructor(act: () => void, every: number, clock: Clock) {
    this.#act = act;
    this.#every = every;
    this.#clock = clock;
  }

  ask(): void {
    this.#isAsked = true;
    if (this.#stop === undefined) this.#turn();
  }

  /** Does it now; what was asked for before is done with it. */
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
