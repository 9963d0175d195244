import { Commit, type Database } from "./database.ts";
import { KEY } from "./keys.ts";
import { type Clock, systemClock } from "../../board/clock.ts";

/** The database is probed at most once in this time, ms, so that health checks cause no load. */
const FRESH_MS = 1_000;
/** A database that takes longer counts as unreachable, ms. */
const PATIENCE_MS = 2_000;

/** Why the server is not ready; undefined when it is. */
export type Unready = "leaving" | "the database cannot be written" | "the database does not answer" | undefined;

/**
 * Probes the database by writing a value and reading it back. Concurrent callers share one answer. While a probe hangs,
 * no other one starts.
 */
export class DatabaseHealth {
  readonly #database: Database;
  readonly #clock: Clock;
  #askedAt = -Infinity;
  #probe: Promise<boolean> | undefined;
  #answer: Promise<Unready> = Promise.resolve(undefined);

  constructor(database: Database, clock: Clock = systemClock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Resolves within 2 s and never rejects. */
  unready(): Promise<Unready> {
    const now = this.#clock.now();
    if (now - this.#askedAt < FRESH_MS) return this.#answer;
    this.#askedAt = now;
    return this.#answer = this.#within(this.#probe ??= this.#run().finally(() => this.#probe = undefined));
  }

  async #run(): Promise<boolean> {
    try {
      await this.#database.commit(new Commit().set(KEY.health(), Date.now()));
      return (await this.#database.get(KEY.health())).value !== null;
    } catch {
      return false;
    }
  }

  async #within(probe: Promise<boolean>): Promise<Unready> {
    const patience = Promise.withResolvers<"late">();
    const cancel = this.#clock.after(PATIENCE_MS, () => patience.resolve("late"));
    const result = await Promise.race([probe, patience.promise]);
    cancel();
    if (result === "late") return "the database does not answer";
    return result ? undefined : "the database cannot be written";
  }
}
