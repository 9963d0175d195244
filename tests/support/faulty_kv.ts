/** How an operation on the database fails. */
export type Fault = "before" | "after";

/**
 * Deno KV, with one operation failing: number `at`, counted from 0 over gets, commits, and pages of lists. "before"
 * fails without effect, "after" takes effect and loses the answer. Afterwards everything fails, as after a crash,
 * unless `once` is set.
 */
export class FaultyKv {
  operations = 0;
  /** While true everything fails without effect, as on a full disk. */
  isBroken = false;
  readonly #kv: Deno.Kv;
  readonly #at: number;
  readonly #fault: Fault;
  readonly #once: boolean;

  constructor(kv: Deno.Kv, { at = Infinity, fault = "before" as Fault, once = false } = {}) {
    this.#kv = kv;
    this.#at = at;
    this.#fault = fault;
    this.#once = once;
  }

  get kv(): Deno.Kv {
    const faulty: Pick<Deno.Kv, "get" | "getMany" | "list" | "atomic"> = {
      get: ((key: Deno.KvKey) => this.#run(() => this.#kv.get(key))) as Deno.Kv["get"],
      getMany: ((keys: Deno.KvKey[]) => this.#run(() => this.#kv.getMany(keys))) as Deno.Kv["getMany"],
      list: ((selector: Deno.KvListSelector, options?: Deno.KvListOptions) => {
        const inner = this.#kv.list(selector, options);
        const next = () => this.#run(() => inner.next());
        return { next, [Symbol.asyncIterator]: () => ({ next }) };
      }) as unknown as Deno.Kv["list"],
      atomic: () => {
        const inner = this.#kv.atomic();
        const outer = {
          check: (...checks: Deno.AtomicCheck[]) => (inner.check(...checks), outer),
          set: (
            key: Deno.KvKey,
            value: unknown,
            options?: { expireIn?: number },
          ) => (inner.set(key, value, options), outer),
          delete: (key: Deno.KvKey) => (inner.delete(key), outer),
          commit: () => this.#run(() => inner.commit()),
        };
        return outer as unknown as Deno.AtomicOperation;
      },
    };
    return faulty as Deno.Kv;
  }

  async #run<T>(operation: () => Promise<T>): Promise<T> {
    const index = this.operations++;
    if (this.isBroken) throw new Error("the database is broken");
    const fails = this.#once ? index === this.#at : index >= this.#at;
    if (!fails) return await operation();
    if (index === this.#at && this.#fault === "after") await operation();
    throw new Error(`the database failed at operation ${index}`);
  }
}
