/** Whether the server can save, asked at most this often, ms: who watches must not be a load. */
const FRESH_MS = 1_000;
/** A database that takes longer is as good as none, ms. */
const PATIENCE_MS = 2_000;

/** Asks the database by writing and reading back; many who ask at once share one answer. */
export class Health {
  readonly #kv: Deno.Kv;
  readonly #now: () => number;
  #asked = -Infinity;
  #answer: Promise<boolean> = Promise.resolve(false);

  constructor(kv: Deno.Kv, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  /** True when a value that was just written can be read. Never rejects. */
  canSave(): Promise<boolean> {
    const now = this.#now();
    if (now - this.#asked < FRESH_MS) return this.#answer;
    this.#asked = now;
    return this.#answer = this.#probe(now);
  }

  async #probe(now: number): Promise<boolean> {
    const patience = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => patience.resolve(false), PATIENCE_MS);
    const key = ["health"];
    const written = this.#kv.set(key, now).then(() => this.#kv.get(key)).then(({ value }) => value !== null);
    try {
      return await Promise.race([written.catch(() => false), patience.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
