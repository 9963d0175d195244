import type { Commit, Database, Entry, Key, KeyRange, MaybeEntry, Version } from "./database.ts";

/** Deno KV: a local SQLite file, a KV Connect server, or the database of Deno Deploy. */
export class KvDatabase implements Database {
  readonly isShared: boolean;
  readonly #kv: Deno.Kv;
  #isClosed = false;

  constructor(kv: Deno.Kv, { isShared = false }: { readonly isShared?: boolean } = {}) {
    [this.#kv, this.isShared] = [kv, isShared];
  }

  async get<T>(key: Key): Promise<MaybeEntry<T>> {
    return fromKv(await this.#kv.get<T>(key as Deno.KvKey));
  }

  async getMany<T>(keys: readonly Key[]): Promise<MaybeEntry<T>[]> {
    const read = await this.#kv.getMany<T[]>(keys as readonly Deno.KvKey[] as []);
    return (read as Deno.KvEntryMaybe<T>[]).map(fromKv);
  }

  async list<T>(
    range: KeyRange,
    { limit, isReverse = false }: { limit: number; isReverse?: boolean },
  ): Promise<Entry<T>[]> {
    const selector = range as Deno.KvListSelector;
    const options = { limit, batchSize: limit, reverse: isReverse };
    return await Array.fromAsync(this.#kv.list<T>(selector, options), (entry) => fromKv(entry) as Entry<T>);
  }

  async commit({ checks, mutations }: Commit): Promise<Version | undefined> {
    const operation = this.#kv.atomic();
    for (const { key, version } of checks) operation.check({ key: key as Deno.KvKey, versionstamp: version });
    for (const mutation of mutations) {
      const key = mutation.key as Deno.KvKey;
      if (mutation.type === "delete") operation.delete(key);
      else operation.set(key, mutation.value, { expireIn: mutation.expireIn });
    }
    const committed = await operation.commit();
    return committed.ok ? committed.versionstamp : undefined;
  }

  /** Never calls for changes of other processes that use the same file. */
  watch(keys: readonly Key[], changed: () => void): () => void {
    const reader = this.#kv.watch(keys as readonly Deno.KvKey[] as []).getReader();
    void (async () => {
      try {
        while (!(await reader.read()).done) changed();
      } catch {
        // The connection was lost. Watching is only a hint.
      }
    })();
    return () => void reader.cancel().catch(() => {});
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#kv.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function fromKv<T>({ key, value, versionstamp }: Deno.KvEntryMaybe<T>): MaybeEntry<T> {
  return { key, value, version: versionstamp } as MaybeEntry<T>;
}
