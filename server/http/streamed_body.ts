import type { Clock } from "../../board/clock.ts";
import type { ErrorCode } from "../../board/wire/error_code.ts";

/** The body ended before it was complete. */
export class BodyAborted extends Error {
  override name = "BodyAborted";
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(`Cannot read the body to its end: ${code}`);
    this.code = code;
  }
}

export interface StreamedBodyOptions {
  readonly clock: Clock;
  /** The body is refused when nothing of it arrives for this time, ms. */
  readonly stalledMs: number;
  /** It is refused when it takes longer, ms. */
  readonly ms: number;
}

/** A body that is read as fast as its reader uses it. A sender that is slow or gone ends it with `BodyAborted`. */
export class StreamedBody implements AsyncIterable<Uint8Array>, Disposable {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #options: StreamedBodyOptions;
  readonly #aborted = Promise.withResolvers<never>();
  #why: ErrorCode | undefined;

  constructor({ body }: Request, options: StreamedBodyOptions) {
    this.#reader = body?.getReader();
    this.#options = options;
    this.#aborted.promise.catch(() => {});
  }

  /** Ends the body. Safe to call twice, and after the end. */
  abort(code: ErrorCode): void {
    if (this.#why !== undefined) return;
    this.#why = code;
    this.#aborted.reject(new BodyAborted(code));
    void this.#reader?.cancel().catch(() => {});
  }

  /** Undefined until it was aborted. */
  get why(): ErrorCode | undefined {
    return this.#why;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const { clock, ms, stalledMs } = this.#options;
    const cancelEnd = clock.after(ms, () => this.abort("timeout"));
    try {
      for (;;) {
        const cancelStalled = clock.after(stalledMs, () => this.abort("timeout"));
        const read = await Promise.race([this.#read(), this.#aborted.promise]).finally(cancelStalled);
        if (read.done) return;
        yield read.value;
      }
    } finally {
      cancelEnd();
    }
  }

  /** Nobody reads the rest. Deno frees a body at once when it is cancelled, and else some time after the answer. */
  [Symbol.dispose](): void {
    void this.#reader?.cancel().catch(() => {});
  }

  async #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    if (this.#why !== undefined) throw new BodyAborted(this.#why);
    try {
      return await this.#reader?.read() ?? { done: true, value: undefined };
    } catch {
      // The connection is gone.
      throw new BodyAborted(this.#why ?? "badRequest");
    }
  }
}
