import { newSecret } from "../../../board/id.ts";
import type { AssetId } from "../../../board/asset/asset.ts";
import { ASSETS_MAX } from "../../../board/asset/asset_limits.ts";
import { Commit, type Database, entries, type Entry, type MaybeEntry, type Version } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import type { AssetBytes } from "./asset_bytes.ts";
import { AssetCheck, type AssetProblem, BadAsset } from "./asset_check.ts";
import { type AssetRecord, type AssetUse, NO_USE, type Place, type Range } from "./asset_record.ts";
import { addWaste, AssetWaste } from "./asset_waste.ts";
import { ChunkedAssets } from "./chunked_assets.ts";

export interface AssetStoreOptions {
  /** Where bytes of new assets go. Default: to the database. */
  readonly bucket?: AssetBytes | undefined;
  /** The bytes that the assets of one board may have. Default: no limit. */
  readonly quotaBytes?: number | undefined;
  /** Ms since 1970. */
  readonly now?: (() => number) | undefined;
}

export interface Upload {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** The number of bytes as far as it is known before they come; 0 when it is not. */
  readonly bytes?: number;
  /** Asked before the asset becomes visible. Default: it may. */
  readonly isAllowed?: () => Promise<boolean>;
}

/** "added" and "present": the asset is durable. "gone": the board was deleted, or the upload is not allowed any more. */
export type Added = "added" | "present" | "full" | "gone" | "interrupted" | AssetProblem;

/**
 * Assets of boards. An asset is on one board: the same bytes on two boards are stored twice, so that nobody learns what
 * others have, and a deleted board takes its bytes with it. Within a board they are stored once.
 *
 *     ["assets", board, sha256]   AssetRecord: the asset is on the board. Written last
 *     ["asset_boards", board]     AssetUse: changed with every asset of the board
 *     ["asset_waste", blob]       Waste
 */
export class AssetStore {
  readonly waste: AssetWaste;
  readonly #database: Database;
  readonly #chunked: AssetBytes;
  readonly #bucket: AssetBytes | undefined;
  readonly #quotaBytes: number;
  readonly #now: () => number;

  constructor(database: Database, { bucket, quotaBytes = Infinity, now = Date.now }: AssetStoreOptions = {}) {
    [this.#database, this.#bucket, this.#quotaBytes, this.#now] = [database, bucket, quotaBytes, now];
    this.#chunked = new ChunkedAssets(database);
    this.waste = new AssetWaste(database, { bytes: (place) => this.#bytesAt(place), now });
  }

  async find(board: BoardId, id: AssetId): Promise<AssetRecord | undefined> {
    return (await this.#get(board, id)).value ?? undefined;
  }

  /** All assets of a board. */
  async *list(board: BoardId): AsyncGenerator<AssetRecord & { readonly id: AssetId }> {
    for await (const { key, value } of entries<AssetRecord>(this.#database, { prefix: KEY.assets(board) })) {
      yield { ...value, id: key.at(-1) as AssetId };
    }
  }

  async use(board: BoardId): Promise<AssetUse> {
    return (await this.#database.get<AssetUse>(KEY.assetUse(board))).value ?? NO_USE;
  }

  /** @throws when the bytes are damaged or cannot be reached; the pieces before that are intact */
  read({ blob, bytes }: AssetRecord, { start, end }: Range = { start: 0, end: bytes }): AsyncIterable<
    Uint8Array<ArrayBuffer>
  > {
    const from = this.#bytesAt(blob.place);
    if (from === undefined) throw new Error("Cannot read an asset as ASSETS_URL is not set");
    return from.read(blob, { start, end });
  }

  /** Tells that somebody wants to use the asset, so that it is not swept. @returns false when it is not on the board */
  async keep(board: BoardId, id: AssetId): Promise<boolean> {
    for (;;) {
      const entry = await this.#get(board, id);
      if (entry.value?.unusedSince === undefined) return entry.value !== null;
      const { unusedSince: _, ...rest } = entry.value;
      const commit = new Commit().check(entry).set(entry.key, { ...rest, seen: this.#now() } satisfies AssetRecord);
      if (await this.#database.commit(commit) !== undefined) return true;
    }
  }

  /** The memory that an upload of this many bytes takes. */
  heldBytes(bytes: number): number {
    return (this.#bucket ?? this.#chunked).heldBytes(bytes);
  }

  /** Whether a board has room for one more asset. */
  async hasRoom(board: BoardId, bytes: number): Promise<boolean> {
    return this.#fits(await this.use(board), bytes);
  }

  async add(board: BoardId, id: AssetId, { pieces, bytes = 0, isAllowed }: Upload): Promise<Added> {
    if (await this.keep(board, id)) return "present";
    if (!await this.hasRoom(board, bytes)) return "full";
    const to = this.#bucket ?? this.#chunked;
    const check = new AssetCheck(id);
    const blobId = newSecret();
    let begun: Version | undefined;
    const start = async () => void (begun = await this.waste.begin(blobId, to.place));
    let isAdded = false;
    try {
      const blob = await to.write(blobId, check.pass(pieces), { sha256: id, type: () => check.type, start });
      const record: AssetRecord = { ...check.facts, bytes: check.bytes, seen: this.#now(), blob };
      const added = await this.#reveal(board, id, { record, begun: begun!, isAllowed });
      isAdded = added === "added";
      return added;
    } catch (error) {
      if (error instanceof BadAsset) return error.problem;
      throw error;
    } finally {
      // If this fails, the sweep finds the bytes.
      if (begun !== undefined && !isAdded) await this.waste.discard(blobId).catch(() => {});
    }
  }

  /** Removes an asset, unless it was changed. */
  async remove(board: BoardId, { key, value, version }: Entry<AssetRecord>): Promise<boolean> {
    for (;;) {
      const use = await this.#database.get<AssetUse>(KEY.assetUse(board));
      const { count, bytes, ...rest } = use.value ?? NO_USE;
      const commit = new Commit().check({ key, version }, use).delete(key);
      if (count <= 1) commit.delete(use.key);
      else commit.set(use.key, { ...rest, count: count - 1, bytes: bytes - value.bytes } satisfies AssetUse);
      addWaste(commit, value.blob);
      if (await this.#database.commit(commit) !== undefined) break;
      if ((await this.#database.get(key)).version !== version) return false;
    }
    // If this fails, the sweep finds the bytes.
    await this.waste.discard(value.blob.id).catch(() => {});
    return true;
  }

  async #reveal(
    board: BoardId,
    id: AssetId,
    { record, begun, isAllowed = () => Promise.resolve(true) }: {
      readonly record: AssetRecord;
      readonly begun: Version;
      readonly isAllowed: Upload["isAllowed"];
    },
  ): Promise<Added> {
    const keys = [KEY.assetUse(board), KEY.deletion(board), KEY.assetWaste(record.blob.id)];
    for (;;) {
      if (await this.keep(board, id)) return "present";
      const [used, deletion, waste] = await this.#database.getMany<unknown>(keys);
      if (deletion.value !== null || !await isAllowed()) return "gone";
      if (waste.version !== begun) return "interrupted";
      const use = used.value as AssetUse | null ?? NO_USE;
      if (!this.#fits(use, record.bytes)) return "full";
      const next: AssetUse = { ...use, count: use.count + 1, bytes: use.bytes + record.bytes };
      const key = KEY.asset(board, id);
      const commit = new Commit()
        .check({ key, version: null }, used, deletion, waste)
        .set(key, record)
        .set(used.key, next)
        .delete(waste.key);
      if (await this.#database.commit(commit) !== undefined) return "added";
    }
  }

  #fits({ count, bytes }: AssetUse, more: number): boolean {
    return count < ASSETS_MAX && bytes + more <= this.#quotaBytes;
  }

  #get(board: BoardId, id: AssetId): Promise<MaybeEntry<AssetRecord>> {
    return this.#database.get<AssetRecord>(KEY.asset(board, id));
  }

  #bytesAt(place: Place): AssetBytes | undefined {
    return place === "bucket" ? this.#bucket : this.#chunked;
  }
}
