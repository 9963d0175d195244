import type { AssetId } from "../../../board/asset/asset.ts";
import { ASSET_UNUSED_MS } from "../../../board/asset/asset_limits.ts";
import { Commit, type Database, entries, type Entry, type MaybeEntry } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import type { HeadRecord } from "../head_record.ts";
import type { AssetRecord, AssetUse } from "./asset_record.ts";
import type { AssetStore } from "./asset_store.ts";

/** A board is looked through once a day, by whichever instance comes first, ms. */
const AGAIN_MS = 20 * 3_600_000;

export interface UnusedAssetsOptions {
  readonly assets: Pick<AssetStore, "remove">;
  /** The assets that the shapes of a board name; undefined when that is not known. */
  readonly named: (board: BoardId) => Promise<ReadonlySet<AssetId> | undefined>;
  /** Ms since 1970. */
  readonly now: () => number;
}

/**
 * Removes assets that no shape has named for `ASSET_UNUSED_MS`. An asset that is found unused is marked; the mark goes
 * when a shape names it again, or somebody sends it again or asks for it to use it.
 */
export class UnusedAssets {
  readonly #database: Database;
  readonly #options: UnusedAssetsOptions;

  constructor(database: Database, options: UnusedAssetsOptions) {
    [this.#database, this.#options] = [database, options];
  }

  /** @param failed called with each error; the other boards are swept nevertheless */
  async sweep(failed: (error: unknown) => void): Promise<void> {
    for await (const { key, value } of entries<AssetUse>(this.#database, { prefix: KEY.assetBoards() })) {
      if (value.swept && value.swept.at > this.#options.now() - AGAIN_MS) continue;
      await this.#sweep(key.at(-1) as BoardId, value).catch(failed);
    }
  }

  async #sweep(board: BoardId, { swept }: AssetUse): Promise<void> {
    const now = this.#options.now();
    // Read before the board: what changes meanwhile is read the next time.
    const head = await this.#database.get<HeadRecord>(KEY.head(board));
    const seq = head.value?.seq ?? 0;
    const all = await Array.fromAsync(entries<AssetRecord>(this.#database, { prefix: KEY.assets(board) }));
    const isSame = swept?.seq === seq && all.every(({ value }) => value.seen < swept.at);
    // A board that has not changed names what it named before.
    const named = isSame ? new Set(all.filter(isUnmarked).map(idOf)) : await this.#options.named(board);
    if (named === undefined) return;
    for (const entry of all) await this.#judge(board, entry, { isNamed: named.has(idOf(entry)), now });
    for (;;) {
      const use = await this.#database.get<AssetUse>(KEY.assetUse(board));
      if (use.value === null) return;
      const next: AssetUse = { ...use.value, swept: { at: now, seq } };
      if (await this.#database.commit(new Commit().check(use).set(use.key, next)) !== undefined) return;
    }
  }

  /** If the asset is changed at the same time, somebody wants it: then nothing happens to it. */
  async #judge(
    board: BoardId,
    entry: Entry<AssetRecord>,
    { isNamed, now }: { readonly isNamed: boolean; readonly now: number },
  ): Promise<void> {
    const { unusedSince, ...rest } = entry.value;
    if (isNamed && unusedSince === undefined) return;
    if (isNamed) return await this.#set(entry, rest);
    if (unusedSince === undefined) return await this.#set(entry, { ...rest, unusedSince: now });
    if (unusedSince <= now - ASSET_UNUSED_MS) await this.#options.assets.remove(board, entry);
  }

  async #set(entry: MaybeEntry<AssetRecord>, record: AssetRecord): Promise<void> {
    await this.#database.commit(new Commit().check(entry).set(entry.key, record));
  }
}

function isUnmarked({ value }: Entry<AssetRecord>): boolean {
  return value.unusedSince === undefined;
}

function idOf({ key }: Entry<AssetRecord>): AssetId {
  return key.at(-1) as AssetId;
}
