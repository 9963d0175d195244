import type { Clock } from "../../../board/clock.ts";

/** A busy server answers 503 with `Retry-After`. Requests are repeated up to `TRIES_MAX` times. */
const TRIES_MAX = 6;
const RETRY_MS = 2_000;
const RETRY_MAX_MS = 30_000;

interface ThumbnailQueueOptions {
  readonly clock: Clock;
  readonly request?: typeof fetch;
}

/** Loads previews one at a time, as the server renders only a few at once and refuses the rest. */
export class ThumbnailQueue {
  readonly #clock: Clock;
  readonly #request: typeof fetch;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ clock, request = (...args) => fetch(...args) }: ThumbnailQueueOptions) {
    this.#clock = clock;
    this.#request = request;
  }

  /** @returns undefined when there is no picture or the request was aborted */
  load(url: string, signal: AbortSignal): Promise<Blob | undefined> {
    const picture = this.#last.then(() => this.#fetch(url, signal));
    this.#last = picture;
    return picture;
  }

  async #fetch(url: string, signal: AbortSignal): Promise<Blob | undefined> {
    for (let i = 0; i < TRIES_MAX && !signal.aborted; i++) {
      const response = await this.#request(url, { signal }).catch(() => undefined);
      if (response?.ok) return await response.blob().catch(() => undefined);
      await response?.body?.cancel();
      if (response?.status !== 503) return undefined;
      const seconds = Number(response.headers.get("retry-after"));
      await this.#wait(Math.min(RETRY_MAX_MS, seconds > 0 ? seconds * 1_000 : RETRY_MS), signal);
    }
    return undefined;
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, resolve);
      signal.addEventListener("abort", () => {
        cancel();
        resolve();
      }, { once: true });
    });
  }
}
