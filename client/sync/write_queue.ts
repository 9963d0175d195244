import type { Clock } from "../../board/clock.ts";

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 60_000;

interface WriteQueueOptions<Entry> {
  readonly clock: Clock;
  readonly write: (entries: readonly Entry[]) => Promise<void>;
  /** `error` changed. */
  readonly changed: () => void;
}

/**
 * Writes entries to a storage that may fail. Failed entries are written again, together with all later ones, after a
 * wait that doubles with each failure.
 */
export class WriteQueue<Entry> {
  readonly #options: WriteQueueOptions<Entry>;
  readonly #waiting: Entry[] = [];
  #error: unknown;
  #attempts = 0;
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(options: WriteQueueOptions<Entry>) {
    this.#options = options;
  }

  /** The error of the last attempt; undefined while writing succeeds. */
  get error(): unknown {
    return this.#error;
  }

  /** Writes at once. After a failure, the entries wait for the next attempt. */
  add(entries: readonly Entry[]): void {
    this.#waiting.push(...entries);
    if (this.#error === undefined) this.#attempt();
  }

  /** Tries again now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#attempt();
  }

  /** Stops retrying. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #attempt(): void {
    const entries = this.#waiting.splice(0);
    if (entries.length > 0) {
      this.#options.write(entries).then(() => this.#wrote(), (error) => this.#failed(entries, error));
    }
  }

  #wrote(): void {
    if (this.#error === undefined) return;
    this.#error = undefined;
    this.#attempts = 0;
    this.#options.changed();
    this.flush();
  }

  #failed(entries: readonly Entry[], error: unknown): void {
    this.#waiting.unshift(...entries);
    this.#error = error ?? new Error("Cannot write: no reason was given");
    this.#options.changed();
    if (this.#isClosed || this.#cancel) return;
    const ms = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#attempts++);
    this.#cancel = this.#options.clock.after(ms, () => this.flush());
  }
}
