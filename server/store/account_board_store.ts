import { readName } from "../../board/name.ts";
import { newSecret } from "../../board/id.ts";
import { type Role, ROLES } from "../../board/role.ts";
import { Commit, type Database, entries } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import { keysOf } from "./bulk_delete.ts";
import { endOf, idOf, keptFor, type LinkRecord } from "./link_record.ts";
import type { LinkId } from "./link_store.ts";

/** A board in the list of an account. */
export interface AccountBoard {
  readonly board: BoardId;
  readonly role: Role;
  /** As the person saw it last. */
  readonly title: string;
  /** The last visit, ms since 1970. */
  readonly at: number;
}

/** A board that a person opened with a link. */
export interface OpenedBoard extends AccountBoard {
  readonly link: LinkId;
}

interface BoardRecord {
  readonly link: LinkId;
  readonly title: string;
  readonly at: number;
  /** The links that were given to devices of the person, oldest first. */
  readonly given: readonly LinkId[];
}

/** Boards of one account; beyond that, no further ones are listed. */
export const ACCOUNT_BOARDS_MAX = 1_000;
/** Devices of a person that have a link at a time; one more ends the oldest link. */
const GIVEN_MAX = 10;
/** A given link ends after this, ms. The device then gets another one from the list. */
const GIVEN_MS = 30 * 86_400_000;

/**
 * The boards that accounts have opened: `boards_of` has a `BoardRecord` for each. It names the link by its id, which
 * opens nothing. To open a board on another device, the person is given another link, which ends with the first one.
 */
export class AccountBoardStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, { now = Date.now }: { now?: () => number } = {}) {
    this.#database = database;
    this.#now = now;
  }

  /** Lists a board, or notes a later visit and a better link of it. Links that need a passphrase are left out. */
  async note(account: string, { board, link, role, title, at }: OpenedBoard): Promise<void> {
    const key = KEY.accountBoard(account, board);
    for (;;) {
      const [entry, owner] = await this.#database.getMany([key, KEY.account(account)]);
      if (owner.value === null) return;
      const known = entry.value as BoardRecord | null;
      if ((await this.#record(link))?.passphrase !== undefined) return;
      if (known === null && await this.#isFull(account)) return;
      const best = await this.#record(known?.link);
      const isBetter = best === undefined || ROLES.indexOf(role) < ROLES.indexOf(best.role);
      const isLater = known === null || at > known.at;
      if (known !== null && !isLater && !isBetter) return;
      const record: BoardRecord = {
        link: isBetter ? link : known!.link,
        title: isLater ? readName(title) || (known?.title ?? "") : known!.title,
        at: isLater ? at : known!.at,
        given: isBetter ? [] : known!.given,
      };
      const commit = new Commit().check(entry, owner).set(key, record);
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  /** The boards whose link still opens them, latest visit first. */
  async list(account: string): Promise<AccountBoard[]> {
    const boards: AccountBoard[] = [];
    for await (const { key, value } of entries<BoardRecord>(this.#database, { prefix: KEY.boardsOf(account) })) {
      const link = await this.#record(value.link);
      if (link && !link.passphrase) {
        boards.push({ board: key[2] as BoardId, role: link.role, title: value.title, at: value.at });
      }
    }
    return boards.sort((a, b) => b.at - a.at);
  }

  /** Gives the person another link to a board of the list. @returns its secret; undefined when there is no such board */
  async give(account: string, board: BoardId): Promise<string | undefined> {
    const slug = newSecret(), id = idOf(slug);
    for (;;) {
      const entry = await this.#database.get<BoardRecord>(KEY.accountBoard(account, board));
      if (entry.value === null) return undefined;
      const link = await this.#database.get<LinkRecord>(KEY.link(entry.value.link));
      const now = this.#now();
      if (endOf(link.value, null, now) === undefined || link.value!.passphrase) return undefined;
      const record: LinkRecord = {
        ...{ board, role: link.value!.role, created: now, expires: now + GIVEN_MS },
        parent: entry.value.link,
      };
      const given = [...entry.value.given, id];
      const commit = new Commit().check(entry, link).set(KEY.link(id), record, keptFor(record, now));
      for (const oldest of given.splice(0, given.length - GIVEN_MAX)) {
        commit.delete(KEY.link(oldest)).set(KEY.linkNews(), true);
      }
      commit.set(entry.key, { ...entry.value, given });
      if (await this.#database.commit(commit) !== undefined) return slug;
    }
  }

  /** Removes a board from the list and ends the links that were given for it. */
  async remove(account: string, board: BoardId): Promise<boolean> {
    const entry = await this.#database.get<BoardRecord>(KEY.accountBoard(account, board));
    if (entry.value === null) return false;
    const commit = new Commit().check(entry).delete(entry.key).set(KEY.linkNews(), true);
    for (const id of entry.value.given) commit.delete(KEY.link(id));
    return await this.#database.commit(commit) !== undefined || await this.remove(account, board);
  }

  /** Empties the list of an account, also of one that was deleted. */
  async clear(account: string): Promise<void> {
    for (const key of await keysOf(this.#database, { prefix: KEY.boardsOf(account) })) {
      await this.remove(account, key[2] as BoardId);
    }
  }

  /** The record of a link that opens a board or asks for a passphrase. */
  async #record(id: LinkId | undefined): Promise<LinkRecord | undefined> {
    if (id === undefined) return undefined;
    const { value } = await this.#database.get<LinkRecord>(KEY.link(id));
    return endOf(value, null, this.#now()) === undefined ? undefined : value!;
  }

  async #isFull(account: string): Promise<boolean> {
    return (await keysOf(this.#database, { prefix: KEY.boardsOf(account) })).length >= ACCOUNT_BOARDS_MAX;
  }
}
