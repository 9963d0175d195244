import { wrapKv } from "./wrapped_kv.ts";

/** How an operation on the database fails: without effect, or with its effect but without an answer. */
export type Fault = "before" | "after";

/** No other error in tests is of this class. */
export class DatabaseFault extends Error {
  override name = "DatabaseFault";
}

/**
 * Deno KV with failing operations: operation number `at` (counted from 0 over gets, commits and pages of lists) or
 * those selected by `fails`. After `at` everything fails, as after a crash, unless `once` is set.
 */
export class FaultyKv {
  operations = 0;
  /** While true, every operation fails without effect, as on a full disk. */
  isBroken = false;
  readonly #kv: Deno.Kv;
  readonly #at: number;
  readonly #fault: Fault;
  readonly #once: boolean;
  readonly #fails: (index: number) => Fault | undefined;

  constructor(
    kv: Deno.Kv,
    { at = Infinity, fault = "before" as Fault, once = false, fails = (_: number): Fault | undefined => undefined } =
      {},
  ) {
    this.#kv = kv;
    this.#at = at;
    this.#fault = fault;
    this.#once = once;
    this.#fails = fails;
  }

  get kv(): Deno.Kv {
    return wrapKv(this.#kv, (operation) => this.#run(operation));
  }

  async #run<T>(operation: () => Promise<T>): Promise<T> {
    const index = this.operations++;
    if (this.isBroken) throw new DatabaseFault("the database is broken");
    const fault = this.#faultAt(index);
    if (fault === undefined) return await operation();
    if (fault === "after") await operation();
    throw new DatabaseFault(`the database failed at operation ${index}`);
  }

  #faultAt(index: number): Fault | undefined {
    if (index === this.#at) return this.#fault;
    if (index > this.#at && !this.#once) return "before";
    return this.#fails(index);
  }
}
