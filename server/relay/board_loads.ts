import { LOADED_BYTES_PER_STORED, SMALL_LOAD_BYTES_MAX } from "../../board/limits.ts";
import type { Budget, Reservation } from "../admission/memory_budget.ts";
import type { Holder } from "../admission/fair_limit.ts";
import type { WorkQueue } from "../admission/work_queue.ts";
import type { BoardStore } from "../store/board_store.ts";

/** A board cannot be loaded now: memory is short or the queue is full. */
export class NoRoomToLoad extends Error {
  override name = "NoRoomToLoad";
}

export interface BoardLoadsOptions {
  readonly store: Pick<BoardStore, "storedBytes">;
  readonly budget: Budget;
  readonly queue: WorkQueue;
  /** For boards that load fast: they do not wait for large ones. */
  readonly smallQueue: WorkQueue;
}

/** Loads boards for requests and connections, a few at a time and within the budget. */
export class BoardLoads {
  readonly #options: BoardLoadsOptions;

  constructor(options: BoardLoadsOptions) {
    this.#options = options;
  }

  /** @throws {NoRoomToLoad} */
  async run<T>(holder: Holder, load: (reservation: Reservation) => Promise<T>): Promise<T> {
    const { store, budget, queue, smallQueue } = this.#options;
    const stored = await store.storedBytes(holder.board!);
    const bytes = Math.min(stored * LOADED_BYTES_PER_STORED, budget.totalBytes / 4);
    const loaded = await (stored <= SMALL_LOAD_BYTES_MAX ? smallQueue : queue).run(holder, async () => {
      const reservation = budget.reserve(bytes, holder);
      if (reservation === undefined) throw new NoRoomToLoad("Cannot load board as memory is short");
      try {
        return { value: await load(reservation) };
      } catch (error) {
        reservation[Symbol.dispose]();
        throw error;
      }
    });
    if (loaded === "full") throw new NoRoomToLoad("Cannot load board as too many others are being loaded");
    return loaded.value;
  }
}
