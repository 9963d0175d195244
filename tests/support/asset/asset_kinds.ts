import { Commit, type Database, entries } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { BucketAssets } from "../../../server/bucket/bucket_assets.ts";
import { readBucketUrl } from "../../../server/bucket/bucket_config.ts";
import { AssetStore, type AssetStoreOptions } from "../../../server/store/assets/asset_store.ts";
import { S3Server } from "./s3_server.ts";
import { databaseKinds } from "../store/database_kinds.ts";

/** Where assets can be. */
export interface AssetKind {
  readonly name: string;
  /** True when it is not installed: its tests are skipped. */
  readonly ignore: boolean;
  open(): Promise<OpenedAssets>;
}

export interface OpenedAssets extends AsyncDisposable {
  readonly database: Database;
  /** @param on another view of the database */
  store(options?: Omit<AssetStoreOptions, "bucket">, on?: Database): AssetStore;
  /** The ids of all bytes that are stored, complete or not. */
  blobs(): Promise<string[]>;
  /** Changes all blobs. */
  damage(): Promise<void>;
}

/** Everything that a suite of assets runs on. Call it once in a file, outside of tests. */
export async function assetKinds(): Promise<AssetKind[]> {
  const memory = {
    name: "memory",
    ignore: false,
    open: () => Promise.resolve(inDatabase(new MemoryDatabase(), () => {})),
  };
  const databases = (await databaseKinds()).map(({ name, ignore, open }) => ({
    name,
    ignore,
    open: async () => {
      const opened = await open();
      return inDatabase(opened.database, () => opened[Symbol.asyncDispose]());
    },
  }));
  const bucket = { name: "S3", ignore: false, open: () => Promise.resolve(inBucket()) };
  return [memory, ...databases, bucket];
}

function inBucket(): OpenedAssets {
  const [s3, database] = [new S3Server(), new MemoryDatabase()];
  const bucket = new BucketAssets(readBucketUrl(s3.url)!);
  return {
    database,
    store: (options, on = database) => new AssetStore(on, { ...options, bucket }),
    blobs: () => Promise.resolve([...s3.objects.keys()]),
    damage() {
      for (const [name, { bytes, type }] of s3.objects) s3.objects.set(name, { bytes: bytes.subarray(1), type });
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => s3[Symbol.asyncDispose](),
  };
}

function inDatabase(database: Database, close: () => void | PromiseLike<void>): OpenedAssets {
  return {
    database,
    store: (options, on = database) => new AssetStore(on, options),
    async blobs() {
      const ids = new Set<string>();
      for await (const { key } of entries(database, { prefix: KEY.assetChunks("").slice(0, 1) })) {
        ids.add(String(key[1]));
      }
      return [...ids];
    },
    async damage() {
      for await (const { key, value } of entries<Uint8Array>(database, { prefix: KEY.assetChunks("").slice(0, 1) })) {
        value[value.length - 1] ^= 1;
        await database.commit(new Commit().set(key, value));
      }
    },
    [Symbol.asyncDispose]: async () => await close(),
  };
}

/** The bytes of an asset. */
export async function bytesOf(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(await Array.fromAsync(pieces)).arrayBuffer());
}

/** Bytes as a body that arrives in pieces of this length. */
export async function* inPieces(bytes: Uint8Array, length = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
