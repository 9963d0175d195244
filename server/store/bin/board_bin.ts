import { Commit, type Database, entries } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import type { LinkStore } from "../link_store.ts";

export interface BinRecord {
  /** When the board was moved to the bin, ms since 1970. */
  readonly at: number;
}

/** A board in the bin can be restored for this time, ms. */
export const BIN_MS = 30 * 86_400_000;

export interface BoardBinOptions {
  readonly links: Pick<LinkStore, "deleteBoard" | "clearDeleted">;
  /** Ms since 1970. */
  readonly now?: () => number;
}

/**
 * Boards that wait for their deletion: `bin` has a `BinRecord` for each. Their links open nothing, and everything else
 * stays as it is.
 */
export class BoardBin {
  readonly #database: Database;
  readonly #links: BoardBinOptions["links"];
  readonly #now: () => number;

  constructor(database: Database, { links, now = Date.now }: BoardBinOptions) {
    [this.#database, this.#links, this.#now] = [database, links, now];
  }

  /** @returns the time until which the board can be restored; undefined when there is no such board */
  async put(board: BoardId): Promise<number | undefined> {
    for (;;) {
      const [bin, links] = await this.#database.getMany([KEY.binned(board), KEY.linksOf(board)]);
      if (bin.value !== null) return endOfBin(bin.value as BinRecord);
      if (links.value === null) return undefined;
      const record: BinRecord = { at: this.#now() };
      const commit = new Commit().check(bin, links).set(bin.key, record).set(KEY.linkNews(), true);
      if (await this.#database.commit(commit) !== undefined) return endOfBin(record);
    }
  }

  /** @returns false when the board is not in the bin */
  async restore(board: BoardId): Promise<boolean> {
    const bin = await this.#database.get<BinRecord>(KEY.binned(board));
    if (bin.value === null) return false;
    const commit = new Commit().check(bin).delete(bin.key).set(KEY.linkNews(), true);
    return await this.#database.commit(commit) !== undefined || await this.restore(board);
  }

  /** The time until which a board in the bin can be restored, ms since 1970; undefined when it is not in the bin. */
  async until(board: BoardId): Promise<number | undefined> {
    const { value } = await this.#database.get<BinRecord>(KEY.binned(board));
    return value === null ? undefined : endOfBin(value);
  }

  /** Deletes the boards whose time is over. @returns their ids */
  async sweep(): Promise<BoardId[]> {
    const deleted: BoardId[] = [];
    for (const bin of await Array.fromAsync(entries<BinRecord>(this.#database, { prefix: KEY.bin() }))) {
      if (endOfBin(bin.value) > this.#now()) continue;
      const board = bin.key[1] as BoardId;
      // A board that is restored at the same moment stays.
      if (!await this.#links.deleteBoard(board, { onlyIf: bin })) continue;
      deleted.push(board);
      await this.#links.clearDeleted(board);
    }
    return deleted;
  }
}

/** The time until which a board can be restored, ms since 1970. */
export function endOfBin({ at }: BinRecord): number {
  return at + BIN_MS;
}
