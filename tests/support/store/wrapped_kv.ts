/** Runs one operation on the database: a get, a commit, or a page of a list. */
export type Around = <T>(operation: () => Promise<T>) => Promise<T>;

/** Deno KV with `around` wrapped around every operation. */
export function wrapKv(kv: Deno.Kv, around: Around): Deno.Kv {
  const wrapped: Pick<Deno.Kv, "get" | "getMany" | "set" | "delete" | "list" | "atomic"> = {
    get: ((key: Deno.KvKey) => around(() => kv.get(key))) as Deno.Kv["get"],
    getMany: ((keys: Deno.KvKey[]) => around(() => kv.getMany(keys))) as Deno.Kv["getMany"],
    set: (key, value, options) => around(() => kv.set(key, value, options)),
    delete: (key) => around(() => kv.delete(key)),
    list: ((selector: Deno.KvListSelector, options?: Deno.KvListOptions) => {
      const inner = kv.list(selector, options);
      // The iterator reads one page from the database at a time.
      const page = options?.batchSize ?? 100;
      let read = 0;
      const next = () => read++ % page === 0 ? around(() => inner.next()) : inner.next();
      return { next, [Symbol.asyncIterator]: () => ({ next }) };
    }) as unknown as Deno.Kv["list"],
    atomic: () => {
      const inner = kv.atomic();
      const outer = {
        check: (...checks: Deno.AtomicCheck[]) => (inner.check(...checks), outer),
        set: (key: Deno.KvKey, value: unknown, options?: { expireIn?: number }) => (
          inner.set(key, value, options), outer
        ),
        delete: (key: Deno.KvKey) => (inner.delete(key), outer),
        commit: () => around(() => inner.commit()),
      };
      return outer as unknown as Deno.AtomicOperation;
    },
  };
  return wrapped as Deno.Kv;
}
