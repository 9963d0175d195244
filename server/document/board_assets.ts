import type { AssetId } from "../../board/asset/asset.ts";
import { namedAssets } from "../../board/asset/named_assets.ts";
import type { Clock } from "../../board/clock.ts";
import { COMPACTION_HEAP_BYTES_MAX, COMPACTION_MS_MAX } from "../../board/limits.ts";
import { BoardGone, type BoardId, type BoardStore } from "../store/board_store.ts";
import { WorkerThread } from "../worker/worker_thread.ts";
import { bytesOf } from "./stored_document.ts";

/** Boards up to this size, in stored bytes, are read on the event loop, which takes some 10 ms. */
const SMALL_BYTES = 256 * 1024;

export interface BoardAssetsOptions {
  readonly clock: Clock;
  /** The worker's module; undefined: larger boards are not read. */
  readonly file?: URL | undefined;
}

/** Reads which assets the shapes of a stored board name. One board at a time. */
export class BoardAssets implements Disposable {
  readonly #store: Pick<BoardStore, "load">;
  readonly #thread: WorkerThread | undefined;

  constructor(store: Pick<BoardStore, "load">, { clock, file }: BoardAssetsOptions) {
    this.#store = store;
    this.#thread = file && new WorkerThread({ clock, file });
  }

  /** @returns undefined when it is not known: a part of the board is lost, or nobody can read it now */
  async of(board: BoardId): Promise<ReadonlySet<AssetId> | undefined> {
    try {
      const { updates, damage } = await this.#store.load(board) ?? { updates: [] };
      if (damage) return undefined;
      if (bytesOf(updates) <= SMALL_BYTES) return namedAssets(updates);
      return this.#thread && await inWorker(this.#thread, updates);
    } catch (error) {
      if (error instanceof BoardGone) return undefined;
      throw error;
    }
  }

  /** Safe to call twice. */
  [Symbol.dispose](): void {
    this.#thread?.[Symbol.dispose]();
  }
}

async function inWorker(thread: WorkerThread, updates: readonly Uint8Array[]): Promise<ReadonlySet<AssetId>> {
  const bounds = { jobMs: COMPACTION_MS_MAX, heapBytesMax: COMPACTION_HEAP_BYTES_MAX };
  const decoder = new TextDecoder();
  let text = "";
  await thread.run({ kind: "assets", updates }, bounds, (bytes) => void (text += decoder.decode(bytes)));
  return new Set(text.split("\n").filter(Boolean));
}
