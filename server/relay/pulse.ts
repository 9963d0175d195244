import type { Clock } from "../../board/clock.ts";

/** A beat that comes later than this share of its time says that the process has more to do than time for it. */
const LATE = 0.5;
/** It then beats slower, down to so many times as slow: fewer and larger frames are what a full process can do. */
const SLOWEST = 4;

/** A beat that goes on for as long as it is needed: while it does, what comes waits for the next one. */
export class Pulse {
  readonly #clock: Clock;
  readonly #ms: () => number;
  readonly #onBeat: () => boolean;
  #slowness = 1;
  #cancel: (() => void) | undefined;

  /**
   * @param ms until the next beat
   * @param onBeat says whether there was something to do; the beat ends when there was not
   */
  constructor(clock: Clock, ms: () => number, onBeat: () => boolean) {
    this.#clock = clock;
    this.#ms = ms;
    this.#onBeat = onBeat;
  }

  get isBeating(): boolean {
    return this.#cancel !== undefined;
  }

  start(): void {
    if (this.#cancel) return;
    const ms = this.#ms() * this.#slowness;
    const due = this.#clock.now() + ms;
    this.#cancel = this.#clock.after(ms, () => {
      this.#cancel = undefined;
      const isLate = this.#clock.now() - due > ms * LATE;
      this.#slowness = isLate ? Math.min(SLOWEST, this.#slowness * 2) : Math.max(1, this.#slowness / 2);
      if (this.#onBeat()) this.start();
    });
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
