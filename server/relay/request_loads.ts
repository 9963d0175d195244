import { LOADED_BYTES_PER_STORED } from "../../board/limits.ts";
import type { Budget, Reservation } from "../admission/budget.ts";
import type { Holder } from "../admission/fair_limit.ts";
import type { WorkQueue } from "../admission/work_queue.ts";
import type { BoardId, BoardStore } from "../store/board_store.ts";

/** A board cannot be loaded for a request: memory is short or the queue is full. */
export class NoRoomToLoad extends Error {
  override name = "NoRoomToLoad";
}

export interface RequestLoadsOptions {
  readonly store: Pick<BoardStore, "storedBytes">;
  readonly budget: Budget;
  readonly queue: WorkQueue;
}

/** Loads boards for requests, a few at a time and within the budget. No session is connected to these boards. */
export class RequestLoads {
  readonly #options: RequestLoadsOptions;

  constructor(options: RequestLoadsOptions) {
    this.#options = options;
  }

  /** @throws {NoRoomToLoad} */
  async run<T>(board: BoardId, client: Holder, load: (reservation: Reservation) => Promise<T>): Promise<T> {
    const { store, budget, queue } = this.#options;
    const holder = { ...client, board };
    const loaded = await queue.run(holder, async () => {
      const bytes = Math.min(await store.storedBytes(board) * LOADED_BYTES_PER_STORED, budget.totalBytes / 4);
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
