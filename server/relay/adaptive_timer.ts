import type { Clock } from "../../board/clock.ts";

/** A tick that is late by more than this share of its interval shows that the process is overloaded. */
const LATE = 0.5;
/** An overloaded process ticks up to this many times slower: it then sends fewer and larger frames. */
const SLOWEST = 4;

/** A repeating timer that runs as long as there is work. While it runs, new items wait for the next tick. */
export class AdaptiveTimer {
  readonly #clock: Clock;
  readonly #ms: () => number;
  readonly #onTick: () => boolean;
  #slowness = 1;
  #cancel: (() => void) | undefined;
  #isClosed = false;

  /**
   * @param ms interval until the next tick
   * @param onTick returns true if there was work; otherwise the timer stops
   */
  constructor(clock: Clock, ms: () => number, onTick: () => boolean) {
    this.#clock = clock;
    this.#ms = ms;
    this.#onTick = onTick;
  }

  get isRunning(): boolean {
    return this.#cancel !== undefined;
  }

  start(): void {
    if (this.#cancel || this.#isClosed) return;
    const ms = this.#ms() * this.#slowness;
    const due = this.#clock.now() + ms;
    this.#cancel = this.#clock.after(ms, () => {
      this.#cancel = undefined;
      const isLate = this.#clock.now() - due > ms * LATE;
      this.#slowness = isLate ? Math.min(SLOWEST, this.#slowness * 2) : Math.max(1, this.#slowness / 2);
      if (this.#onTick()) this.start();
    });
  }

  /** Until it is started again. Safe to call twice. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** For ever: sessions of a closed room may still leave it. Safe to call twice. */
  close(): void {
    this.stop();
    this.#isClosed = true;
  }
}
