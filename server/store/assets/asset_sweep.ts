import type { Clock } from "../../../board/clock.ts";
import type { AssetId } from "../../../board/asset/asset.ts";
import type { Database } from "../../database/database.ts";
import type { BoardId } from "../board_store.ts";
import type { AssetStore } from "./asset_store.ts";
import { UnusedAssets } from "./unused_assets.ts";

/** Nobody waits for the room that a sweep makes, ms. */
const SWEEP_MS = 3_600_000;

export interface AssetSweepOptions {
  readonly clock: Clock;
  readonly assets: AssetStore;
  /** Knows the assets that the shapes of a board name; undefined when that is not known. Closed with the sweep. */
  readonly boards: Disposable & { of(board: BoardId): Promise<ReadonlySet<AssetId> | undefined> };
  /** Ms since 1970. */
  readonly now?: (() => number) | undefined;
  readonly failed: (error: unknown) => void;
}

/**
 * Removes assets that no shape names, and deletes bytes that no asset needs, at the start of a process and then every hour. Several instances may do so at the
 * same time.
 */
export class AssetSweep {
  readonly #unused: UnusedAssets;
  readonly #options: AssetSweepOptions;
  #cancel = () => {};
  #isClosed = false;

  constructor(database: Database, options: AssetSweepOptions) {
    const { assets, boards, now = Date.now } = options;
    this.#options = options;
    this.#unused = new UnusedAssets(database, { assets, named: (board) => boards.of(board), now });
  }

  /** Resolves when the first sweep is over. */
  async start(): Promise<void> {
    const { clock, assets } = this.#options;
    // What fails because the process ends is no failure.
    const failed = (error: unknown) => this.#isClosed || this.#options.failed(error);
    try {
      await this.#unused.sweep(failed);
      await assets.waste.sweep(failed);
    } catch (error) {
      failed(error);
    }
    if (!this.#isClosed) this.#cancel = clock.after(SWEEP_MS, () => void this.start());
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
    this.#options.boards[Symbol.dispose]();
  }
}
