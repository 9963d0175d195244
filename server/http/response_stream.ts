import type { Clock } from "../../board/clock.ts";
import { ANSWER_PIECE_BYTES, ANSWER_STALLED_MS } from "../../board/limits.ts";

/**
 * The response was aborted: the peer read nothing for too long, its link ended, or others needed its memory or place.
 */
export class ResponseAborted extends Error {
  override name = "ResponseAborted";
}

export interface ResponseStreamOptions {
  readonly clock: Clock;
  /** Waits until the process may send a piece of this many bytes; undefined: at once. Not asked for the first piece. */
  readonly turn: (bytes: number) => Promise<void> | undefined;
  /** Called once, however the response ends. */
  readonly onEnd: () => void;
}

/**
 * The body of a response, produced as fast as the peer reads it: a peer that does not read occupies one piece. A
 * response that the peer does not read for `ANSWER_STALLED_MS` is aborted and its memory released. Deno closes the
 * connection only when the peer reads on; it offers no other way to end one.
 */
export class ResponseStream {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #options: ResponseStreamOptions;
  #pieces: AsyncIterator<Uint8Array<ArrayBuffer>> | Iterator<Uint8Array<ArrayBuffer>> | undefined;
  #controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  #cancelDeadline: () => void = () => {};
  #isBegun = false;

  constructor(
    pieces: Iterable<Uint8Array<ArrayBuffer>> | AsyncIterable<Uint8Array<ArrayBuffer>>,
    options: ResponseStreamOptions,
  ) {
    this.#options = options;
    this.#pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
    this.body = new ReadableStream({
      start: (controller) => void (this.#controller = controller),
      pull: () => this.#pull(),
      cancel: () => this.#release(),
    }, { highWaterMark: 0 });
    this.#await();
  }

  /** Aborts the response. Safe to call twice, and after the end. */
  abort(why: string): void {
    if (this.#pieces === undefined) return;
    this.#release();
    this.#controller.error(new ResponseAborted(`Cannot finish the answer as ${why}`));
  }

  async #pull(): Promise<void> {
    this.#cancelDeadline();
    let next: IteratorResult<Uint8Array<ArrayBuffer>> | undefined;
    try {
      next = await this.#pieces?.next();
      if (this.#isBegun && next?.value) await this.#options.turn(next.value.length);
      this.#isBegun = true;
    } catch (error) {
      this.#release();
      throw error;
    }
    if (this.#pieces === undefined || next === undefined) return;
    if (next.done) {
      this.#release();
      return this.#controller.close();
    }
    this.#await();
    this.#controller.enqueue(next.value);
  }

  /** Starts the deadline for the next piece. */
  #await(): void {
    this.#cancelDeadline = this.#options.clock.after(ANSWER_STALLED_MS, () => this.abort("the peer does not read it"));
  }

  #release(): void {
    if (this.#pieces === undefined) return;
    const pieces = this.#pieces;
    this.#pieces = undefined;
    this.#cancelDeadline();
    void pieces.return?.();
    this.#options.onEnd();
  }
}

/** Splits bytes into pieces of `ANSWER_PIECE_BYTES`. */
export function* piecesOf(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < bytes.length; start += ANSWER_PIECE_BYTES) {
    yield bytes.subarray(start, start + ANSWER_PIECE_BYTES);
  }
}
