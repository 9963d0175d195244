import { isSlug } from "../../board/id.ts";
import { BucketAssets } from "../bucket/bucket_assets.ts";
import type { Database } from "../database/database.ts";
import type { Config } from "../process/config.ts";
import { AssetStore } from "../store/assets/asset_store.ts";
import { KvLinkStore } from "../store/kv_link_store.ts";

/** Resolves a board's id, a link to it, or the link's secret to the id of the board. */
export async function boardOf(database: Database, name: string): Promise<string> {
  const slug = name.split("/").at(-1)!;
  const link = isSlug(slug) ? await new KvLinkStore(database).find(slug) : undefined;
  return link?.board ?? name;
}

/** The assets of all boards. A backup has as many as there were, whatever the limit is now. */
export function assetsIn(database: Database, { assets: { bucket } }: Pick<Config, "assets">): AssetStore {
  return new AssetStore(database, { bucket: bucket && new BucketAssets(bucket) });
}

/** The bytes of a file, in parts. @throws when it cannot be opened */
export async function* partsOf(path: string): AsyncGenerator<Uint8Array> {
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path);
  } catch (cause) {
    throw new Error(`Cannot read backup as the file does not open: ${path}`, { cause });
  }
  yield* file.readable;
}
