import { assetsName } from "../sync/copy_name.ts";
import { ASSETS as BYTES } from "../sync/copy_stores.ts";
import { completion, openDatabase, result } from "../sync/database.ts";

/** Bytes that wait to be sent, by asset. */
export interface KeptAssets {
  put(asset: string, bytes: Blob): Promise<void>;
  delete(asset: string): Promise<void>;
  all(): Promise<ReadonlyMap<string, Blob>>;
  close(): void;
}

/** Keeps the bytes of a board's pictures in IndexedDB until the server has them. Several tabs may share them. */
export class AssetDatabase implements KeptAssets {
  readonly #name: string;
  #database: Promise<IDBDatabase> | undefined;

  /** @param slug names the board's copy on this device */
  constructor(slug: string) {
    this.#name = assetsName(slug);
  }

  async put(asset: string, bytes: Blob): Promise<void> {
    const store = await this.#store("readwrite");
    store.put(bytes, asset);
    await completion(store.transaction);
  }

  async delete(asset: string): Promise<void> {
    const store = await this.#store("readwrite");
    store.delete(asset);
    await completion(store.transaction);
  }

  async get(asset: string): Promise<Blob | undefined> {
    return await result<Blob | undefined>((await this.#store("readonly")).get(asset));
  }

  async all(): Promise<ReadonlyMap<string, Blob>> {
    const store = await this.#store("readonly");
    const [assets, bytes] = await Promise.all([
      result(store.getAllKeys() as IDBRequest<string[]>),
      result<Blob[]>(store.getAll()),
    ]);
    return new Map(assets.map((asset, i) => [asset, bytes[i]]));
  }

  close(): void {
    this.#database?.then((database) => database.close(), () => {});
    this.#database = undefined;
  }

  async #store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    const database = await (this.#database ??= this.#open());
    return database.transaction(BYTES, mode).objectStore(BYTES);
  }

  #open(): Promise<IDBDatabase> {
    const opened = openDatabase(this.#name, {
      create: (fresh) => void fresh.createObjectStore(BYTES),
      // Another tab is deleting the copy of the board.
      blocking: () => this.close(),
      terminated: () => void (this.#database = undefined),
    });
    opened.catch(() => this.#database = undefined);
    return opened;
  }
}
