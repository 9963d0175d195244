import type { Clock } from "../../../board/clock.ts";

/** Limits how often the requests of a connection begin. Those that wait begin in turn, in the order of their arrival. */
export class RequestLimiter {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #waiting = new Set<() => void>();
  #next = -Infinity;
  #cancelTimer: (() => void) | undefined;

  /** @param everyMs minimum time between the beginnings of two requests, ms */
  constructor(clock: Clock, everyMs: number) {
    this.#clock = clock;
    this.#everyMs = everyMs;
  }

  /** Begins a request in a later task, when it is its turn. @returns a function that cancels it */
  request(begin: () => void): () => void {
    const entry = () => begin();
    this.#waiting.add(entry);
    this.#plan();
    return () => void this.#waiting.delete(entry);
  }

  /** Drops everything that waits. Safe to call twice. */
  close(): void {
    this.#waiting.clear();
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #plan(): void {
    this.#cancelTimer ??= this.#clock.after(Math.max(0, this.#next - this.#clock.now()), () => {
      this.#cancelTimer = undefined;
      const [first] = this.#waiting;
      if (first === undefined) return;
      this.#waiting.delete(first);
      this.#next = this.#clock.now() + this.#everyMs;
      if (this.#waiting.size > 0) this.#plan();
      first();
    });
  }
}
