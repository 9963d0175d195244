import type { Clock } from "../../../board/clock.ts";
import type { BoardBin } from "./board_bin.ts";
import type { BoardId } from "../board_store.ts";

/** People do not notice an hour more after 30 days, ms. */
const SWEEP_MS = 3_600_000;

export interface BinSweepOptions {
  readonly clock: Clock;
  readonly deleted: (boards: readonly BoardId[]) => void;
  readonly failed: (error: unknown) => void;
}

/** Empties the bin at the start of a process and then every hour. Several instances may do so at the same time. */
export class BinSweep {
  readonly #bin: Pick<BoardBin, "sweep">;
  readonly #options: BinSweepOptions;
  #cancel = () => {};
  #isClosed = false;

  constructor(bin: Pick<BoardBin, "sweep">, options: BinSweepOptions) {
    [this.#bin, this.#options] = [bin, options];
  }

  /** Resolves when the first sweep is over. */
  async start(): Promise<void> {
    const { clock, deleted, failed } = this.#options;
    try {
      const boards = await this.#bin.sweep();
      if (boards.length > 0) deleted(boards);
    } catch (error) {
      failed(error);
    }
    if (!this.#isClosed) this.#cancel = clock.after(SWEEP_MS, () => void this.start());
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }
}
