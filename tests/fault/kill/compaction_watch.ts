import type { Database, Key } from "../../../server/database/database.ts";
import { KEY } from "../../../server/database/keys.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { chunkIds } from "../../../server/store/chunks.ts";

interface HeadRecord {
  readonly snapshot?: { readonly id: string };
  readonly previous?: { readonly id: string; readonly upTo: number };
}

/** The phase of a compaction at a kill: writing a new snapshot, or clearing what only the previous one needed. */
export type CutOff = "writing" | "clearing";

/**
 * Watches the database of a running server for compactions of one board. The chunks of a snapshot exist before the head
 * refers to them, under an id that is later than all others.
 */
export class CompactionWatch implements Disposable {
  readonly #kv: Database;
  readonly #board: string;
  readonly #prefix: Key;
  /** Chunks and half-cleared snapshots that earlier kills left behind, so that nothing is counted twice. */
  readonly #known: Set<string>;

  static async open(path: string, board: string, known: Set<string>): Promise<CompactionWatch> {
    return new CompactionWatch(await openDatabase(path), board, known);
  }

  private constructor(kv: Database, board: string, known: Set<string>) {
    this.#kv = kv;
    this.#board = board;
    this.#prefix = KEY.chunks(board);
    this.#known = known;
  }

  /** Resolves when a snapshot is being written, or after the time limit. */
  async underWay(patienceMs: number): Promise<void> {
    const end = performance.now() + patienceMs;
    while (performance.now() < end) {
      const [newest] = await this.#kv.list({ prefix: this.#prefix }, { limit: 1, isReverse: true });
      if (newest) {
        const id = String(newest.key[3]);
        if (id !== (await this.#head()).snapshot?.id && !this.#known.has(id)) return;
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Called after a kill: returns the phase of the interrupted compaction, if any. */
  async cutOff(): Promise<CutOff | undefined> {
    const { snapshot, previous } = await this.#head();
    const found = (await Array.fromAsync(chunkIds(this.#kv, this.#prefix))).filter((id) => !this.#known.has(id));
    const left = found.filter((id) => id !== snapshot?.id && id !== previous?.id);
    for (const id of left) this.#known.add(id);
    if (left.some((id) => id > (snapshot?.id ?? ""))) return "writing";
    if (left.length > 0) return "clearing";
    if (snapshot === undefined || this.#known.has(snapshot.id) || !await this.#hasEntries(previous?.upTo ?? 0)) return;
    this.#known.add(snapshot.id);
    return "clearing";
  }

  [Symbol.dispose](): void {
    this.#kv.close();
  }

  async #head(): Promise<HeadRecord> {
    return (await this.#kv.get<HeadRecord>(KEY.head(this.#board))).value ?? {};
  }

  async #hasEntries(upTo: number): Promise<boolean> {
    const range = { prefix: KEY.log(this.#board), end: KEY.logEntry(this.#board, upTo + 1) };
    return (await this.#kv.list(range, { limit: 1 })).length > 0;
  }
}
