import type { Clock } from "../../../board/clock.ts";
import { encodeUpdates } from "../../../board/wire/polling.ts";
import { encodeSync, SYNC } from "../../../board/wire/protocol.ts";

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
    const { session, post } = this.#options;
    for (let failures = 0; this.#waiting.length > 0 && !this.#isClosed;) {
      const batch = this.#nextBatch();
      const response = await post(encodeUpdates({ session, frames: batch.map(({ frame }) => frame) }));
      if (isTemporary(response)) {
        await this.#pause(Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** failures++));
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
      await response.body?.cancel();
      if (!this.#isClosed) saved(count);
    } else if (response.status === 413 && await codeOf(response.clone()) === "noRoom") {
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

  async #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(ms, resolve);
    this.#endPause = resolve;
    await promise;
    this.#endPause = undefined;
    cancel();
  }
}

/** No answer, an answer of a proxy, or a server that cannot save: the request is repeated. */
function isTemporary(response: Response | undefined): response is undefined {
  return response === undefined || response.status >= 500 || response.status === 408;
}

async function codeOf(response: Response): Promise<unknown> {
  return (await response.json().catch(() => undefined))?.code;
}
