import type { DrawnAsset } from "../../../board/asset/asset.ts";
import { PDF_TYPE } from "../../../board/asset/asset_types.ts";
import type { BoardId } from "../../store/board_store.ts";
import type { AssetRecord } from "../../store/assets/asset_record.ts";
import type { AssetStore } from "../../store/assets/asset_store.ts";

/**
 * The assets of a board for a drawing of it: as many as fit into a number of bytes, small ones first. In the place of
 * the others the drawing has what a page shows until they have come.
 */
export class DrawnAssets {
  readonly #assets: AssetStore;

  constructor(assets: AssetStore) {
    this.#assets = assets;
  }

  /** Changes when an asset comes or goes: shapes may name one that comes later. Empty for a board without assets. */
  async version(board: BoardId): Promise<string> {
    const { count, bytes } = await this.#assets.use(board);
    return count === 0 ? "" : `${count}.${bytes}`;
  }

  async read(board: BoardId, bytesMax: number): Promise<DrawnAsset[]> {
    const all = await Array.fromAsync(this.#assets.list(board));
    const found = all.filter(({ type }) => type !== PDF_TYPE).sort((a, b) => a.bytes - b.bytes);
    const drawn: DrawnAsset[] = [];
    let left = bytesMax;
    for (const asset of found) {
      left -= asset.bytes;
      if (left < 0) break;
      const bytes = await this.#bytesOf(asset);
      if (bytes) drawn.push({ id: asset.id, type: asset.type, bytes });
    }
    return drawn;
  }

  /** Undefined when they are damaged: the rest of the board is drawn. */
  async #bytesOf(asset: AssetRecord): Promise<Uint8Array | undefined> {
    try {
      return new Uint8Array(await new Blob(await Array.fromAsync(this.#assets.read(asset))).arrayBuffer());
    } catch (error) {
      if ((error as Error).name === "Damaged") return undefined;
      throw error;
    }
  }
}
