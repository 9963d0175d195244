import { readName } from "../../../board/name.ts";
import { newSecret } from "../../../board/id.ts";
import { type Role, ROLES } from "../../../board/role.ts";
import { Commit, type Database, entries } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import { type BinRecord, endOfBin } from "../bin/board_bin.ts";
import type { BoardId } from "../board_store.ts";
import { keysOf } from "../bulk_delete.ts";
import { type LastChange, lastChange } from "../last_change.ts";
import { inParts } from "../in_parts.ts";
import { endOf, idOf, keptFor, type LinkRecord } from "../link_record.ts";
import type { LinkId } from "../link_store.ts";

/** A board in the list of an account. */
export interface AccountBoard {
  readonly board: BoardId;
  readonly role: Role;
  /** As the person saw it last. */
  readonly title: string;
  /** The last visit, ms since 1970. */
  readonly at: number;
  readonly pinned?: true;
  /** The name of the folder that the person has put it in. */
  readonly folder?: string;
  /** True when an owner has given the person this role. */
  readonly isInvited?: true;
  /** While the board is in the bin: the time until which it can be restored, ms since 1970. */
  readonly binnedUntil?: number;
  readonly changed?: LastChange;
}

/** What a person changes in the own list. An empty folder: none. */
export interface BoardArrangement {
  readonly title?: string;
  readonly pinned?: boolean;
  readonly folder?: string;
}

/** A board that a person opened with a link. */
export interface OpenedBoard extends AccountBoard {
  readonly link: LinkId;
}

export interface BoardRecord {
  /** The best link that the person has opened; absent when there was none. */
  readonly link?: LinkId;
  /** The link that is the person's role. */
  readonly person?: LinkId;
  readonly title: string;
  readonly at: number;
  /** The links that were given to devices of the person, oldest first. */
  readonly given: readonly LinkId[];
  readonly pinned?: true;
  readonly folder?: string;
}

/** A board in a list, outside the database. Links that were given to devices last only weeks and are left out. */
export type ListedBoard = Omit<BoardRecord, "given"> & { readonly board: BoardId };

/** Boards of one account; beyond that, no further ones are listed. */
export const ACCOUNT_BOARDS_MAX = 1_000;
/** Devices of a person that have a link at a time; one more ends the oldest link. */
const GIVEN_MAX = 10;
/** A given link ends after this, ms. The device then gets another one from the list. */
const GIVEN_MS = 30 * 86_400_000;

/**
 * The boards that accounts have opened. The key `boards_of` holds one `BoardRecord` for each board. The record has only
 * the id of the link, and an id opens nothing. Another device gets a link of its own, which ends with the first one.
 */
export class AccountBoardStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, { now = Date.now }: { now?: () => number } = {}) {
    this.#database = database;
    this.#now = now;
  }

  /** Lists a board, or notes a later visit and a better link of it. Links that need a passphrase are left out. */
  async note(account: string, { board, link, role, title, at, pinned }: OpenedBoard): Promise<void> {
    const key = KEY.accountBoard(account, board);
    for (;;) {
      const [entry, owner] = await this.#database.getMany([key, KEY.account(account)]);
      if (owner.value === null) return;
      const known = entry.value as BoardRecord | null;
      const opened = await this.#record(link);
      if (opened === undefined || opened.passphrase) return;
      // Somebody passed on a link that was given to a device of another person.
      if (opened.person && opened.person.account !== account) return;
      if (known === null && await this.#isFull(account)) return;
      const best = await this.#record(known?.link);
      const isBetter = opened.person === undefined &&
        (best === undefined || ROLES.indexOf(role) < ROLES.indexOf(best.role));
      const isLater = known === null || at > known.at;
      if (known !== null && !isLater && !isBetter) return;
      const record: BoardRecord = {
        ...known,
        ...(isBetter && { link }),
        title: isLater ? readName(title) || (known?.title ?? "") : known!.title,
        at: isLater ? at : known!.at,
        given: isBetter ? [] : known?.given ?? [],
        ...(known === null && pinned && { pinned }),
      };
      const commit = new Commit().check(entry, owner).set(key, record);
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  /** The boards that the person can open, and owners' boards in the bin; latest visit first. */
  async list(account: string): Promise<AccountBoard[]> {
    const found = await Array.fromAsync(entries<BoardRecord>(this.#database, { prefix: KEY.boardsOf(account) }));
    const boards = await inParts(found, async ({ key, value }): Promise<AccountBoard | undefined> => {
      const board = key[2] as BoardId;
      const best = await this.#best(value);
      if (best === undefined) return undefined;
      const { value: bin } = await this.#database.get<BinRecord>(KEY.binned(board));
      const changed = await lastChange(this.#database, board);
      const { title, at, pinned, folder } = value;
      return {
        board,
        role: best.record.role,
        title,
        at,
        ...(pinned && { pinned }),
        ...(folder && { folder }),
        ...(best.record.person && { isInvited: true }),
        ...(bin && { binnedUntil: endOfBin(bin) }),
        ...(changed && { changed }),
      };
    });
    return boards.filter((board) => board !== undefined).sort((a, b) => b.at - a.at);
  }

  /** Gives the person another link to a board of the list. @returns its secret; undefined when there is no such board */
  async give(account: string, board: BoardId): Promise<string | undefined> {
    const slug = newSecret(), id = idOf(slug);
    for (;;) {
      const entry = await this.#database.get<BoardRecord>(KEY.accountBoard(account, board));
      const best = entry.value === null ? undefined : await this.#best(entry.value);
      if (entry.value === null || best === undefined) return undefined;
      const link = await this.#database.get<LinkRecord>(KEY.link(best.link));
      if (link.value === null) continue;
      const now = this.#now();
      const record: LinkRecord = {
        board,
        role: link.value.role,
        created: now,
        expires: now + GIVEN_MS,
        parent: best.link,
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

  /** @returns false when the list has no such board */
  async arrange(account: string, board: BoardId, change: BoardArrangement): Promise<boolean> {
    const entry = await this.#database.get<BoardRecord>(KEY.accountBoard(account, board));
    if (entry.value === null) return false;
    const { pinned: _, folder: __, ...rest } = entry.value;
    const { title, pinned, folder } = { ...entry.value, ...change };
    const record: BoardRecord = { ...rest, title, ...(pinned && { pinned: true }), ...(folder && { folder }) };
    const commit = new Commit().check(entry).set(entry.key, record);
    return await this.#database.commit(commit) !== undefined || await this.arrange(account, board, change);
  }

  /** The link that is the person's role on a board; undefined when no owner has given the person one. */
  async personalLink(account: string, board: BoardId): Promise<LinkId | undefined> {
    return (await this.#database.get<BoardRecord>(KEY.accountBoard(account, board))).value?.person;
  }

  /** The whole list, also boards that no link opens any more. */
  async all(account: string): Promise<ListedBoard[]> {
    const found = await Array.fromAsync(entries<BoardRecord>(this.#database, { prefix: KEY.boardsOf(account) }));
    return found.map(({ key, value: { given: _, ...rest } }) => ({ board: key[2] as BoardId, ...rest }));
  }

  /** Writes a list from a backup. Other boards of the account stay in it. */
  async putAll(account: string, boards: readonly ListedBoard[]): Promise<void> {
    for (const { board, ...rest } of boards) {
      await this.#database.commit(new Commit().set(KEY.accountBoard(account, board), { ...rest, given: [] }));
    }
  }

  /** The links that are the roles of a person. */
  async roles(account: string): Promise<{ board: BoardId; link: LinkId }[]> {
    const boards = await Array.fromAsync(entries<BoardRecord>(this.#database, { prefix: KEY.boardsOf(account) }));
    return boards.flatMap(({ key, value: { person } }) => person ? [{ board: key[2] as BoardId, link: person }] : []);
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

  /** The link that lets the person do most; undefined when none opens the board. */
  async #best({ link, person }: BoardRecord): Promise<{ link: LinkId; record: LinkRecord } | undefined> {
    const found: { link: LinkId; record: LinkRecord }[] = [];
    for (const id of [person, link]) {
      const record = await this.#record(id);
      if (id !== undefined && record && !record.passphrase) found.push({ link: id, record });
    }
    return found.sort((a, b) => ROLES.indexOf(a.record.role) - ROLES.indexOf(b.record.role))[0];
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
