import type { Database } from "../../../server/database/database.ts";
import { type Operation, WrappedDatabase } from "../../../server/database/wrapped_database.ts";

/** How an operation on the database fails: without effect, or with its effect but without an answer. */
export type Fault = "before" | "after";

/** No other error in tests is of this class. */
export class DatabaseFault extends Error {
  override name = "DatabaseFault";
}

interface Faults {
  readonly at?: number;
  readonly fault?: Fault;
  readonly once?: boolean;
  readonly fails?: (index: number, operation: Operation) => Fault | undefined;
}

/**
 * A database with failing operations: operation number `at` (counted from 0 over gets, lists and commits) or those
 * selected by `fails`. After `at` everything fails, as after a crash, unless `once` is set.
 */
export class FaultyDatabase extends WrappedDatabase {
  operations = 0;
  /** While true, every operation fails without effect, as on a full disk. */
  isBroken = false;
  readonly #faults: Faults;

  constructor(inner: Database, faults: Faults = {}) {
    super(inner, (run, operation) => this.#run(run, operation));
    this.#faults = faults;
  }

  async #run<T>(run: () => Promise<T>, operation: Operation): Promise<T> {
    const index = this.operations++;
    if (this.isBroken) throw new DatabaseFault("the database is broken");
    const fault = this.#faultAt(index, operation);
    if (fault === undefined) return await run();
    if (fault === "after") await run();
    throw new DatabaseFault(`the database failed at operation ${index}`);
  }

  #faultAt(index: number, operation: Operation): Fault | undefined {
    const { at = Infinity, fault = "before", once = false, fails } = this.#faults;
    if (index === at) return fault;
    if (index > at && !once) return "before";
    return fails?.(index, operation);
  }
}
