import { Commit, type Database, entries, type MaybeEntry, type Version } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { AssetBytes } from "./asset_bytes.ts";
import type { BlobId, Place, StoredBlob } from "./asset_record.ts";

/** Bytes that no asset refers to, in the database as `["asset_waste", blob]`. */
export interface Waste {
  readonly blob: StoredBlob;
  /** When it was written, ms since 1970: a young one may belong to an upload that is not finished. */
  readonly at: number;
  /** True: it is being deleted, and no upload may use it any more. */
  readonly isDoomed?: boolean;
}

/** An upload takes at most `ASSET_UPLOAD_MS`. After this time its process has crashed, ms. */
const ABANDONED_MS = 3_600_000;

/** Adds to a commit that an asset gives up its bytes. */
export function addWaste(commit: Commit, blob: StoredBlob): void {
  commit.set(KEY.assetWaste(blob.id), { blob, at: 0, isDoomed: true } satisfies Waste);
}

/**
 * Every blob is in the list of waste from before its first byte until an asset refers to it, and again from then on when
 * none does until after its last byte is deleted. So no crash leaves bytes that nobody finds.
 */
export class AssetWaste {
  readonly #database: Database;
  readonly #bytes: (place: Place) => AssetBytes | undefined;
  readonly #now: () => number;

  constructor(
    database: Database,
    { bytes, now }: { readonly bytes: (place: Place) => AssetBytes | undefined; readonly now: () => number },
  ) {
    [this.#database, this.#bytes, this.#now] = [database, bytes, now];
  }

  /** Called before the first byte is written. @returns the version to check in the commit that refers to the blob */
  async begin(id: BlobId, place: Place): Promise<Version> {
    const waste: Waste = { blob: { id, place, chunks: 0 }, at: this.#now() };
    return (await this.#database.commit(new Commit().set(KEY.assetWaste(id), waste)))!;
  }

  /** Deletes the bytes of an upload that failed. Does nothing if an asset refers to them by now. */
  async discard(id: BlobId): Promise<void> {
    await this.#destroy(await this.#database.get<Waste>(KEY.assetWaste(id)));
  }

  /**
   * Deletes the bytes of uploads that were cut off, and of assets that are gone.
   *
   * @param failed called with each error; the others are deleted nevertheless
   */
  async sweep(failed: (error: unknown) => void): Promise<void> {
    for await (const waste of entries<Waste>(this.#database, { prefix: KEY.assetWastes() })) {
      if (!waste.value.isDoomed && waste.value.at > this.#now() - ABANDONED_MS) continue;
      await this.#destroy(waste).catch(failed);
    }
  }

  async #destroy({ key, value, version }: MaybeEntry<Waste>): Promise<void> {
    if (value === null) return;
    const bytes = this.#bytes(value.blob.place);
    if (bytes === undefined) throw new Error("Cannot delete bytes of assets as ASSETS_URL is not set");
    // From here on no upload can refer to it.
    const doom = new Commit().check({ key, version: version! }).set(key, { ...value, isDoomed: true });
    if (!value.isDoomed && await this.#database.commit(doom) === undefined) return;
    await bytes.delete(value.blob);
    await this.#database.commit(new Commit().delete(key));
  }
}
