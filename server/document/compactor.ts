import type { Clock } from "../../board/clock.ts";
import { COMPACTION_HEAP_BYTES_MAX, COMPACTION_MS_MAX } from "../../board/limits.ts";
import { splice } from "../../board/splice.ts";
import { type Scan, scanOwnUpdate } from "../../board/update.ts";
import type { BoardId, BoardStore, Head } from "../store/board_store.ts";
import type { Log } from "../log.ts";
import { WorkerThread } from "../worker/worker_thread.ts";
import { compacted } from "./compacted.ts";
import { buildDocument, bytesOf } from "./stored_document.ts";

/** A board up to this size, stored bytes, is built on the event loop: that takes some 10 ms. */
const SMALL_BYTES = 256 * 1024;

export interface CompactorOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The worker's module; undefined: large boards are spliced on the event loop. */
  readonly file?: URL | undefined;
}

/**
 * Replaces logs of boards by snapshots, one board at a time. A snapshot is made of the stored bytes and not of the live
 * document, so it says what a reload would have said.
 *
 * A document that is built drops the content of what was deleted. A large one is built in a worker. Where that is
 * impossible, the stored updates are spliced: that takes a tenth of the time and keeps deleted content.
 */
export class Compactor implements Disposable {
  readonly #log: Log;
  readonly #thread: WorkerThread | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor({ clock, log, file }: CompactorOptions) {
    this.#log = log;
    this.#thread = file && new WorkerThread({ clock, file });
  }

  /** @returns the head of the log after it; undefined when somebody else was first */
  compact(store: BoardStore, board: BoardId): Promise<Head | undefined> {
    // Boards that were begun together grow due together.
    const done = this.#turn.then(() => this.#compact(store, board));
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Ends what is being built. A snapshot that is being written is written. Safe to call twice. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#thread?.[Symbol.dispose]();
  }

  async #compact(store: BoardStore, board: BoardId): Promise<Head | undefined> {
    if (this.#isClosed) return undefined;
    const stored = await store.load(board);
    if (stored === undefined) return undefined;
    const update = await this.#snapshot(board, stored.updates);
    if (update === undefined) return undefined;
    // A board that lost entries may have holes; it stays as it is until those who have the rest have brought it.
    if (stored.damage) buildDocument([update]).destroy();
    const head = await store.compact(board, stored.head, update);
    return head === "conflict" ? undefined : head;
  }

  /** @returns undefined when there is no time left for it */
  async #snapshot(board: BoardId, updates: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
    try {
      if (bytesOf(updates) <= SMALL_BYTES) return compacted(updates);
      if (this.#thread) return await this.#inWorker(this.#thread, updates);
    } catch (error) {
      if (this.#isClosed) return undefined;
      this.#log("warn", "board spliced", { board, error });
    }
    return await this.#spliced(updates);
  }

  async #inWorker(thread: WorkerThread, updates: readonly Uint8Array[]): Promise<Uint8Array> {
    const bounds = { jobMs: COMPACTION_MS_MAX, heapBytesMax: COMPACTION_HEAP_BYTES_MAX };
    let update: Uint8Array | undefined;
    await thread.run({ kind: "compact", updates }, bounds, (bytes) => void (update = bytes));
    if (update === undefined) throw new Error("Cannot compact the board as the worker made nothing");
    return update;
  }

  /** Between two entries the event loop serves others, when they are large. */
  async #spliced(updates: readonly Uint8Array[]): Promise<Uint8Array> {
    const scans: Scan[] = [];
    let bytes = 0;
    for (const update of updates) {
      scans.push(scanOwnUpdate(update));
      bytes += update.length;
      if (bytes <= SMALL_BYTES) continue;
      bytes = 0;
      await new Promise((resolve) => setTimeout(resolve));
    }
    return splice(scans);
  }
}
