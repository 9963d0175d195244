import type { Clock } from "../board/clock.ts";

const TRIES_PER_WINDOW = 5;
const WINDOW_MS = 60_000;
/** Names remembered; beyond it nobody gets a try until the oldest are forgotten. */
const NAMES_MAX = 10_000;

/** Counts tries by name, five a minute each, in bounded memory. */
export class Tries {
  readonly #clock: Clock;
  readonly #windows = new Map<string, { readonly start: number; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns false when there were too many */
  take(name: string): boolean {
    const now = this.#clock.now();
    // In order of their start, as a window that begins anew is put last.
    for (const [other, { start }] of this.#windows) {
      if (now - start < WINDOW_MS) break;
      this.#windows.delete(other);
    }
    const window = this.#windows.get(name);
    if (window) return ++window.count <= TRIES_PER_WINDOW;
    if (this.#windows.size >= NAMES_MAX) return false;
    this.#windows.set(name, { start: now, count: 1 });
    return true;
  }
}
