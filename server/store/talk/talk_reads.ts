import { Commit, type Database, entries, type Key } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import { deleteKeys, keysOf } from "../bulk_delete.ts";

/** How far an account has read the talk of a board. */
export interface TalkRead {
  readonly board: BoardId;
  /** The number of the newest event that it has seen. */
  readonly read: number;
}

const READS_PER_COMMIT = 100;

/**
 * How far accounts have read the talk of boards: `talk_reads` has the number of the newest event that each has seen, and
 * `talk_readers` the accounts that have read or written on each board. Earlier versions wrote no `talk_readers`; the next event that is read adds
 * it.
 */
export class TalkReads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** 0 when the account has read nothing there. */
  async find(account: string, board: BoardId): Promise<number> {
    return (await this.#database.get<number>(KEY.talkRead(account, board))).value ?? 0;
  }

  /** Notes a later event; an earlier one changes nothing, nor does an account or a board that was deleted. */
  async note(account: string, board: BoardId, number: number): Promise<void> {
    for (;;) {
      const [entry, owner, deletion] = await this.#database.getMany([
        KEY.talkRead(account, board),
        KEY.account(account),
        KEY.deletion(board),
      ]);
      if (owner.value === null || deletion.value !== null || number <= (entry.value as number | null ?? 0)) return;
      const commit = new Commit().check(entry, owner, deletion);
      commit.set(entry.key, number).set(KEY.talkReader(board, account), true);
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  /** The accounts that have read or written the talk of a board. */
  async readers(board: BoardId): Promise<string[]> {
    return (await keysOf(this.#database, { prefix: KEY.talkReaders(board) })).map((key) => key[2] as string);
  }

  async list(account: string): Promise<TalkRead[]> {
    const range = { prefix: KEY.talkReads(account) };
    return await Array.fromAsync(
      entries<number>(this.#database, range),
      ({ key, value }) => ({ board: key[2] as BoardId, read: value }),
    );
  }

  /** Writes what a backup has. What the account has read on other boards stays. */
  async putAll(account: string, reads: readonly TalkRead[]): Promise<void> {
    for (let from = 0; from < reads.length; from += READS_PER_COMMIT) {
      const commit = new Commit();
      for (const { board, read } of reads.slice(from, from + READS_PER_COMMIT)) {
        commit.set(KEY.talkRead(account, board), read).set(KEY.talkReader(board, account), true);
      }
      await this.#database.commit(commit);
    }
  }

  /** Forgets everything of an account, also of one that was deleted. */
  async clear(account: string): Promise<void> {
    const read = await keysOf(this.#database, { prefix: KEY.talkReads(account) });
    await deleteKeys(this.#database, read.flatMap((key) => [KEY.talkReader(key[2] as BoardId, account), key]));
  }
}

/** The keys of what accounts have read on one board. The last ones tell which accounts those are. */
export async function readsOn(database: Database, board: BoardId): Promise<Key[]> {
  const readers = await keysOf(database, { prefix: KEY.talkReaders(board) });
  return [...readers.map((key) => KEY.talkRead(key[2] as string, board)), ...readers];
}
