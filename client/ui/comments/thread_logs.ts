import type { Comments } from "./comments.ts";
import { ThreadLog } from "./thread_log.ts";

/** The logs of threads. One may be read before its thread opens, so that its words are there at once. */
export class ThreadLogs {
  readonly #comments: Comments;
  /** The log of the thread at the pointer or the focus. It probably opens next. */
  #next: ThreadLog | undefined;

  constructor(comments: Comments) {
    this.#comments = comments;
  }

  /** Reads a thread that a person points at. */
  prepare(number: number): void {
    if (this.#next?.number === number && this.#next.state.peek() !== "failed") return;
    this.close();
    this.#next = new ThreadLog(this.#comments, number);
  }

  /** The log of a thread that opens, which then closes it. */
  take(number: number): ThreadLog {
    this.prepare(number);
    const log = this.#next!;
    this.#next = undefined;
    return log;
  }

  close(): void {
    this.#next?.close();
    this.#next = undefined;
  }
}
