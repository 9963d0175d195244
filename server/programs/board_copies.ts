import * as Y from "yjs";
import type { Clock } from "../../board/clock.ts";
import { LOAD_SLICE_BYTES, LOAD_SLICE_STRUCTS } from "../../board/limits.ts";
import type { Admission } from "../admission/admission.ts";
import type { Holder, Reservation } from "../admission/memory_budget.ts";
import { slicesOf } from "../document/update_slices.ts";
import type { Room } from "../relay/room.ts";
import type { BoardId } from "../store/board_store.ts";
import { BoardCopy } from "./board_copy.ts";

/** A copy is kept this long after its last use, ms: a program makes several requests one after the other. */
const KEPT_MS = 60_000;
/** What is applied in one turn. */
const SLICE = { bytes: LOAD_SLICE_BYTES, structs: LOAD_SLICE_STRUCTS };
/** So few bytes need no turn. */
const SMALL_BYTES = 16 * 1024;
/** Boards whose writer is remembered. */
const WRITERS_MAX = 10_000;

/** Why there is no copy. */
export interface CopyRefusal {
  readonly refused: "busy" | "boardTooLarge";
}

interface Kept {
  readonly copy: BoardCopy;
  readonly reservation: Reservation;
  cancelExpiry: () => void;
}

/** Under which Yjs client id this process last wrote to a board, and the clock that it had reached. */
interface Writer {
  readonly client: number;
  readonly clock: number;
}

export interface BoardCopiesOptions {
  readonly clock: Clock;
  readonly admission: Pick<Admission, "budget" | "encodings" | "scheduler">;
}

/** The copies of boards that programs ask. Requests for one board use its copy one after the other. */
export class BoardCopies implements Disposable {
  readonly #options: BoardCopiesOptions;
  readonly #kept = new Map<BoardId, Kept>();
  readonly #last = new Map<BoardId, Promise<unknown>>();
  /**
   * A document keeps every client id that has written to it. A process therefore uses one id for each board, also after
   * the board is loaded again. No two processes share an id.
   */
  readonly #writers = new Map<BoardId, Writer>();
  #isClosed = false;

  constructor(options: BoardCopiesOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#kept.size;
  }

  /**
   * Runs `work` with a copy that has everything that the room has now.
   *
   * @param work `"drop"`: the copy may contain what the room has not, and is made again for the next request
   * @returns why there is no copy, when there is no memory or no time for one
   */
  async use<T>(
    { room, board, holder }: { readonly room: Room; readonly board: BoardId; readonly holder: Holder },
    work: (copy: BoardCopy, drop: () => void) => Promise<T> | T,
  ): Promise<{ readonly value: T } | CopyRefusal> {
    const before = this.#last.get(board);
    const turn = (async () => {
      await before?.catch(() => {});
      const kept = await this.#open(room, board, holder);
      if ("refused" in kept) return kept;
      let isDropped = false;
      try {
        return { value: await work(kept.copy, () => void (isDropped = true)) };
      } catch (error) {
        isDropped = true;
        throw error;
      } finally {
        this.#rest(board, kept, isDropped);
      }
    })();
    this.#last.set(board, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(board) === turn) this.#last.delete(board);
    }
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    for (const [board, kept] of [...this.#kept]) this.#drop(board, kept);
  }

  async #open(room: Room, board: BoardId, holder: Holder): Promise<Kept | CopyRefusal> {
    const known = this.#kept.get(board);
    known?.cancelExpiry();
    const bytes = room.memoryBytes;
    const { budget } = this.#options.admission;
    if (known && !known.reservation.resize(bytes)) {
      this.#drop(board, known);
      return refusedFor(bytes, budget);
    }
    const reservation = known?.reservation ?? budget.reserve(bytes, holder);
    if (reservation === undefined) return refusedFor(bytes, budget);
    reservation.isIdle = false;
    reservation.evict = undefined;
    const kept = known ?? { copy: new BoardCopy(), reservation, cancelExpiry: () => {} };
    this.#kept.set(board, kept);
    try {
      if (await this.#refresh(kept.copy, room, holder)) {
        if (!known) this.#continueWriter(board, kept.copy);
        return kept;
      }
      this.#drop(board, kept);
      return { refused: "busy" };
    } catch (error) {
      this.#drop(board, kept);
      throw error;
    }
  }

  /** A large board is applied in slices, so that other work can run between them. */
  async #refresh({ doc }: BoardCopy, room: Room, holder: Holder): Promise<boolean> {
    const { encodings, scheduler } = this.#options.admission;
    const update = await encodings.run(holder, () => room.encode(Y.encodeStateVector(doc)));
    if (update === "full") return false;
    if (update.length <= SMALL_BYTES) {
      Y.applyUpdate(doc, update, "remote");
      return true;
    }
    for (const slice of slicesOf(update, SLICE)) {
      const apply = () => void (slice && Y.applyUpdate(doc, slice, "remote"));
      if (await scheduler.run(holder, apply) === "full") return false;
    }
    return true;
  }

  #continueWriter(board: BoardId, { doc }: BoardCopy): void {
    const writer = this.#writers.get(board);
    if (writer && Y.getState(doc.store, writer.client) === writer.clock) doc.clientID = writer.client;
  }

  #rest(board: BoardId, kept: Kept, isDropped: boolean): void {
    const { copy: { doc }, reservation } = kept;
    if (isDropped || this.#isClosed) return this.#drop(board, kept);
    const clock = Y.getState(doc.store, doc.clientID);
    this.#writers.delete(board);
    if (clock > 0) this.#writers.set(board, { client: doc.clientID, clock });
    if (this.#writers.size > WRITERS_MAX) this.#writers.delete(this.#writers.keys().next().value!);
    reservation.evict = () => this.#drop(board, kept);
    reservation.isIdle = true;
    kept.cancelExpiry = this.#options.clock.after(KEPT_MS, () => this.#drop(board, kept));
  }

  #drop(board: BoardId, kept: Kept): void {
    if (this.#kept.get(board) !== kept) return;
    this.#kept.delete(board);
    kept.cancelExpiry();
    kept.reservation[Symbol.dispose]();
    kept.copy[Symbol.dispose]();
  }
}

/** One board may use half of the memory. If it needs more than that, waiting does not help. */
function refusedFor(bytes: number, { totalBytes }: { readonly totalBytes: number }): CopyRefusal {
  return { refused: bytes > totalBytes / 2 ? "boardTooLarge" : "busy" };
}
