import type { Clock } from "../../board/clock.ts";
import { COMPACTION_HEAP_BYTES_MAX, COMPACTION_MS_MAX } from "../../board/limits.ts";
import { spliced } from "../../board/wire/update_merge.ts";
import { type Scan, scanOwnUpdate } from "../../board/wire/update.ts";
import type { BoardId, BoardStore, Head } from "../store/board_store.ts";
import type { Log } from "../process/log.ts";
import { WorkerThread } from "../worker/worker_thread.ts";
import { compacted } from "./compacted.ts";
import { buildDocument, bytesOf } from "./stored_document.ts";

/** Boards up to this size, in stored bytes, are built on the event loop, which takes some 10 ms. */
const SMALL_BYTES = 256 * 1024;

export interface CompactorOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The worker's module; undefined: large boards are spliced on the event loop. */
  readonly file?: URL | undefined;
}

/**
 * Replaces logs of boards by snapshots, one board at a time. A snapshot is made from the stored bytes and not from the
 * live document, so it equals what a reload would give.
 *
 * Building a document drops deleted and replaced content. Large documents are built in a worker, which takes 100 MB for
 * a while. If that is impossible, or there is nothing to drop because people only drew, the stored updates are spliced:
 * that takes a tenth of the time and keeps everything.
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

  /** @returns the new head of the log; undefined after a conflict, or when there is nothing to compact */
  compact(store: BoardStore, board: BoardId): Promise<Head | undefined> {
    // Boards that were started at the same time become due at the same time, so they wait for each other.
    const done = this.#turn.then(() => this.#compact(store, board));
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Aborts a snapshot that is being built. One that is being written is completed. Safe to call twice. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#thread?.[Symbol.dispose]();
  }

  async #compact(store: BoardStore, board: BoardId): Promise<Head | undefined> {
    if (this.#isClosed) return undefined;
    const made = await this.#made(store, board);
    if (made === undefined) return undefined;
    const head = await store.compact(board, made.head, made.update);
    return head === "conflict" ? undefined : head;
  }

  async #made(store: BoardStore, board: BoardId): Promise<{ head: Head; update: Iterable<Uint8Array> } | undefined> {
    const stored = await store.load(board);
    if (stored === undefined) return undefined;
    // Throws if lost entries left gaps: the log then stays as it is until peers have sent the missing parts.
    if (stored.damage) buildDocument(stored.updates).destroy();
    const update = await this.#snapshot(board, stored.updates);
    return update && { head: stored.head, update };
  }

  /** @returns the snapshot in pieces; undefined when the compactor was closed meanwhile */
  async #snapshot(board: BoardId, updates: readonly Uint8Array[]): Promise<Iterable<Uint8Array> | undefined> {
    let scans: Scan[] | undefined;
    try {
      if (bytesOf(updates) <= SMALL_BYTES) return [compacted(updates)];
      scans = await this.#scanned(updates);
      if (this.#thread && scans.some(dropsSomething)) return [await this.#inWorker(this.#thread, updates)];
    } catch (error) {
      if (this.#isClosed) return undefined;
      this.#log("warn", "board spliced", { board, error });
    }
    return spliced(scans ?? await this.#scanned(updates));
  }

  async #inWorker(thread: WorkerThread, updates: readonly Uint8Array[]): Promise<Uint8Array> {
    const bounds = { jobMs: COMPACTION_MS_MAX, heapBytesMax: COMPACTION_HEAP_BYTES_MAX };
    let update: Uint8Array | undefined;
    await thread.run({ kind: "compact", updates }, bounds, (bytes) => void (update = bytes));
    if (update === undefined) throw new Error("Cannot compact the board as the worker made nothing");
    return update;
  }

  /** Lets the event loop do other work after each `SMALL_BYTES` of entries. */
  async #scanned(updates: readonly Uint8Array[]): Promise<Scan[]> {
    const scans: Scan[] = [];
    let bytes = 0;
    for (const update of updates) {
      scans.push(scanOwnUpdate(update));
      bytes += update.length;
      if (bytes <= SMALL_BYTES) continue;
      bytes = 0;
      await new Promise((resolve) => setTimeout(resolve));
    }
    return scans;
  }
}

/** A document made from the update lacks some of its content. */
function dropsSomething({ replacing, deletes }: Scan): boolean {
  return replacing > 0 || deletes.clients > 0;
}
