import { type Clock, systemClock } from "../board/clock.ts";

/** Whether the server can save, asked at most this often, ms: who watches must not be a load. */
const FRESH_MS = 1_000;
/** A database that takes longer is as good as none, ms. */
const PATIENCE_MS = 2_000;

/** Why nobody should be sent here; undefined when all is well. */
export type Unready = "leaving" | "the database cannot be written" | "the database does not answer" | undefined;

/**
 * Asks the database by writing and reading back. Many who ask at once share one answer, and while a database hangs
 * nothing more is put to it.
 */
export class Health {
  readonly #kv: Deno.Kv;
  readonly #clock: Clock;
  #askedAt = -Infinity;
  #probe: Promise<boolean> | undefined;
  #answer: Promise<Unready> = Promise.resolve(undefined);

  constructor(kv: Deno.Kv, clock: Clock = systemClock) {
    this.#kv = kv;
    this.#clock = clock;
  }

  /** Why a value that was just written could not be read. Answers within 2 s and never rejects. */
  unready(): Promise<Unready> {
    const now = this.#clock.now();
    if (now - this.#askedAt < FRESH_MS) return this.#answer;
    this.#askedAt = now;
    return this.#answer = this.#within(this.#probe ??= this.#run().finally(() => this.#probe = undefined));
  }

  async #run(): Promise<boolean> {
    try {
      await this.#kv.set(KEY, Date.now());
      return (await this.#kv.get(KEY)).value !== null;
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

/** One for all instances: another's mark is as good a sign as our own. */
const KEY = ["health"];
