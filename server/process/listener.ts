import type { Clock } from "../../board/clock.ts";
import type { Log } from "./log.ts";

/** Pause before the next attempt, ms: connections that end meanwhile free their descriptors. */
const RETRY_MS = 500;
const ATTEMPTS_MAX = 10;
/** A listener that has run this long has recovered, ms. */
const STEADY_MS = 10_000;

export interface ListenerOptions {
  /** Starts to listen. The promise settles when the listener ends. @throws when it cannot listen */
  readonly listen: () => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when all attempts have failed. */
  readonly onGone: () => void;
}

/**
 * Keeps the server listening. Deno ends a listener when it cannot accept a connection, for example because no
 * descriptor is left; open connections continue. So this retries `ATTEMPTS_MAX` times and then gives up.
 */
export class Listener {
  readonly #options: ListenerOptions;
  #attempts = 0;
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** @throws when the server cannot listen */
  start(): void {
    const { listen, clock, log } = this.#options;
    const finished = listen();
    this.#cancel = clock.after(STEADY_MS, () => {
      if (this.#attempts > 0) log("info", "listening again");
      this.#attempts = 0;
    });
    finished.then(() => this.#ended(undefined), (error) => this.#ended(error));
  }

  /** Stops the retries: the listener may end now. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #ended(error: unknown): void {
    if (this.#isClosed) return;
    const { clock, log, onGone } = this.#options;
    this.#cancel?.();
    if (this.#attempts === 0) log("warn", "listener ended", { error });
    if (++this.#attempts > ATTEMPTS_MAX) {
      this.close();
      log("error", "cannot listen", { error });
      return onGone();
    }
    this.#cancel = clock.after(RETRY_MS, () => {
      try {
        this.start();
      } catch (error) {
        this.#ended(error);
      }
    });
  }
}
