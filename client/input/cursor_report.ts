/** Others see my pointer at most this often, ms. */
const REPORT_EVERY_MS = 50;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Timers, so that a test can bring its own. */
export interface Timers {
  set(callback: () => void, ms: number): number;
  clear(timer: number): void;
}

export const browserTimers: Timers = {
  set: (callback, ms) => setTimeout(callback, ms) as unknown as number,
  clear: (timer) => clearTimeout(timer),
};

/**
 * Tells where my pointer is: the first move at once, then the newest every 50 ms, the last one always. Hidden pages and
 * pointers that left tell null at once.
 */
export class CursorReport {
  readonly #send: (at: Point | null) => void;
  readonly #timers: Timers;
  #timer: number | undefined;
  #pending: Point | undefined;
  #isShown = false;
  #isHidden = false;

  constructor(send: (at: Point | null) => void, timers: Timers = browserTimers) {
    this.#send = send;
    this.#timers = timers;
  }

  at(point: Point): void {
    if (this.#isHidden) return;
    this.#pending = point;
    if (this.#timer === undefined) this.#flush();
  }

  /** The pointer is not over the board. */
  clear(): void {
    this.#pending = undefined;
    if (this.#isShown) this.#send(null);
    this.#isShown = false;
  }

  /** The page is hidden, or seen again. */
  hide(isHidden: boolean): void {
    if (isHidden) this.clear();
    this.#isHidden = isHidden;
  }

  close(): void {
    this.clear();
    if (this.#timer !== undefined) this.#timers.clear(this.#timer);
    this.#timer = undefined;
    this.#isHidden = true;
  }

  readonly #flush = () => {
    this.#timer = undefined;
    if (this.#pending === undefined) return;
    this.#send(this.#pending);
    this.#isShown = true;
    this.#pending = undefined;
    this.#timer = this.#timers.set(this.#flush, REPORT_EVERY_MS);
  };
}
