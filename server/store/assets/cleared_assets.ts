import { type Check, Commit, type Database } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import { addWaste } from "./asset_waste.ts";
import type { AssetRecord } from "./asset_record.ts";
import { ChunkedAssets } from "./chunked_assets.ts";

const ASSETS_PER_COMMIT = 100;

/**
 * Takes all assets off a deleted board, and deletes their bytes in the database. Bytes in a bucket go with the next
 * sweep.
 *
 * @param unless a check of each commit: when its key has changed, nothing more is deleted
 * @returns false when it has changed
 */
export async function clearAssets(
  database: Database,
  board: BoardId,
  { unless }: { readonly unless: Check },
): Promise<boolean> {
  const chunked = new ChunkedAssets(database);
  for (;;) {
    const some = await database.list<AssetRecord>({ prefix: KEY.assets(board) }, { limit: ASSETS_PER_COMMIT });
    const commit = new Commit().check(unless).delete(KEY.assetUse(board));
    for (const { key, value: { blob } } of some) addWaste(commit.delete(key), blob);
    if (await database.commit(commit) === undefined) return false;
    for (const { value: { blob } } of some) {
      if (blob.place !== chunked.place) continue;
      await chunked.delete(blob);
      await database.commit(new Commit().delete(KEY.assetWaste(blob.id)));
    }
    if (some.length < ASSETS_PER_COMMIT) return true;
  }
}
