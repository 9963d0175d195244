import type { Clock } from "../../../board/clock.ts";
import { encodeUpdates } from "../../../board/wire/polling.ts";
import { encodeSync, SYNC } from "../../../board/wire/protocol.ts";
import { retryAfterMs } from "./retry_after.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** Frames of one request, bytes. Enough for a slow network to send in time. */
const REQUEST_BYTES = 256 * 1024;

/** Waits before a request is repeated, ms. */
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 5_000;

/** An update without content. */
const NOTHING = new Uint8Array([0, 0]);

export interface UpdateQueueOptions {
  readonly session: Uint8Array;
  readonly clock: Clock;
  /** Calls `begin` when it is the turn of a request. @returns a function that cancels it */
  readonly turn: (begin: () => void) => () => void;
  /** Sends a body. Resolves to undefined when there was no answer. */
  readonly post: (body: Frame) => Promise<Response | undefined>;
  /** The first `count` updates are durable. */
  readonly saved: (count: number) => void;
  /** The server refused: the connection is over. */
  readonly refused: (response: Response) => void;
}

/** Sends updates in order: one request is in flight, and what comes meanwhile goes into the next one. */
export class UpdateQueue {
  readonly #options: UpdateQueueOptions;
  /** Each frame with the number of updates up to it. */
  #waiting: { readonly frame: Frame; readonly count: number }[] = [];
  #count = 0;
  #bytes = 0;
  #running: Promise<void> | undefined;
  #isWithheld = false;
  #isClosed = false;
  #endPause: (() => void) | undefined;

  constructor(options: UpdateQueueOptions) {
    this.#options = options;
  }

  /** Bytes that are not acknowledged as received. */
  get bytes(): number {
    return this.#bytes;
  }

  add(frame: Frame): void {
    this.#count++;
    this.#push(frame);
  }

  /** The server accepted everything that it had refused. The next answer acknowledges it. */
  accepted(): void {
    if (!this.#isWithheld) return;
    this.#isWithheld = false;
    this.#push(encodeSync(SYNC.update, NOTHING));
  }

  /** Sends nothing more. @returns a promise that resolves when no request is in flight */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endPause?.();
    await this.#running;
  }

  #push(frame: Frame): void {
    if (this.#isClosed) return;
    this.#waiting.push({ frame, count: this.#count });
    this.#bytes += frame.length;
    this.#running ??= this.#run().finally(() => this.#running = undefined);
  }

  async #run(): Promise<void> {
    const { session, post, turn, clock } = this.#options;
    for (let failures = 0; this.#waiting.length > 0;) {
      await this.#pause(turn);
      if (this.#isClosed) return;
      const batch = this.#nextBatch();
      const response = await post(encodeUpdates({ session, frames: batch.map(({ frame }) => frame) }));
      if (response === undefined || await isTemporary(response)) {
        const backoff = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures++);
        const ms = Math.max(backoff, response && retryAfterMs(response) || 0);
        await response?.body?.cancel();
        await this.#pause((end) => clock.after(ms, end));
        if (this.#isClosed) return;
        continue;
      }
      failures = 0;
      this.#waiting.splice(0, batch.length);
      this.#bytes -= batch.reduce((sum, { frame }) => sum + frame.length, 0);
      await this.#answered(response, batch.at(-1)!.count);
    }
  }

  async #answered(response: Response, count: number): Promise<void> {
    const { saved, refused } = this.#options;
    if (response.status === 200) {
      // It is empty. Browsers would list a cancelled one as failed.
      await response.arrayBuffer().catch(() => {});
      if (!this.#isClosed) saved(count);
    } else if (response.status === 413 && (await bodyOf(response.clone()))?.code === "noRoom") {
      await response.body?.cancel();
      this.#isWithheld = true;
    } else {
      refused(response);
    }
  }

  #nextBatch() {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ frame }, i) => (bytes += frame.length) > REQUEST_BYTES && i > 0);
    return end === -1 ? [...this.#waiting] : this.#waiting.slice(0, end);
  }

  /** @param start begins to wait, and returns a function that cancels it */
  async #pause(start: (end: () => void) => () => void): Promise<void> {
    if (this.#isClosed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = start(resolve);
    this.#endPause = resolve;
    await promise;
    this.#endPause = undefined;
    cancel();
  }
}

/**
 * The request is repeated after an answer of a proxy, and while the server cannot save or is asked too often. It is not
 * when the session was closed.
 */
async function isTemporary(response: Response): Promise<boolean> {
  const { status } = response;
  if (status < 500 && status !== 408 && status !== 429) return false;
  return (await bodyOf(response.clone()))?.close === undefined;
}

async function bodyOf(response: Response): Promise<{ code?: unknown; close?: unknown } | undefined> {
  return await response.json().catch(() => undefined) ?? undefined;
}
