import type { Clock } from "../../board/clock.ts";

/** A beat that goes on for as long as it is needed: while it does, what comes waits for the next one. */
export class Pulse {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #onBeat: () => boolean;
  #cancel: (() => void) | undefined;

  /** @param onBeat says whether there was something to do; the beat ends when there was not */
  constructor(clock: Clock, ms: number, onBeat: () => boolean) {
    this.#clock = clock;
    this.#ms = ms;
    this.#onBeat = onBeat;
  }

  get isBeating(): boolean {
    return this.#cancel !== undefined;
  }

  start(): void {
    this.#cancel ??= this.#clock.after(this.#ms, () => {
      this.#cancel = undefined;
      if (this.#onBeat()) this.start();
    });
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
