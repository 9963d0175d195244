import { LOADED_BYTES_PER_STORED, SMALL_LOAD_BYTES_MAX } from "../../board/limits.ts";
import type { MemoryBudget, Reservation } from "../admission/memory_budget.ts";
import type { Holder } from "../admission/fair_limit.ts";
import type { WorkQueue } from "../admission/work_queue.ts";
import type { BoardStore } from "../store/board_store.ts";

/** A board cannot be loaded now: memory is short or the queue is full. */
export class LoadRefused extends Error {
  override name = "LoadRefused";
}

export interface BoardLoadsOptions {
  readonly store: Pick<BoardStore, "storedBytes">;
  readonly budget: MemoryBudget;
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

  /** @throws {LoadRefused} */
  async run<T>(holder: Holder, load: (reservation: Reservation) => Promise<T>): Promise<T> {
    const { store, budget, queue, smallQueue } = this.#options;
    const stored = await store.storedBytes(holder.board!);
    const bytes = Math.min(stored * LOADED_BYTES_PER_STORED, budget.totalBytes / 4);
    const loaded = await (stored <= SMALL_LOAD_BYTES_MAX ? smallQueue : queue).run(holder, async () => {
      const reservation = budget.reserve(bytes, holder);
      if (reservation === undefined) throw new LoadRefused("Cannot load board as memory is short");
      try {
        return { value: await load(reservation) };
      } catch (error) {
        reservation[Symbol.dispose]();
        throw error;
      }
    });
    if (loaded === "full") throw new LoadRefused("Cannot load board as too many others are being loaded");
    return loaded.value;
  }
}
