import { newSecret } from "../../../board/id.ts";
import type { Role } from "../../../board/role.ts";
import { Commit, type Database, entries, type MaybeEntry } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { Events } from "../../events/events.ts";
import { LocalEvents } from "../../events/local_events.ts";
import type { BoardRecord } from "./account_board_store.ts";
import type { BoardId } from "../board_store.ts";
import { LinkList } from "../link_list.ts";
import { idOf, invitationHash, type LinkRecord } from "../link_record.ts";
import type { LinkId } from "../link_store.ts";

/** Somebody whom an owner has given a role on a board. */
export interface Person {
  readonly id: LinkId;
  /** As the owner wrote it. */
  readonly name: string;
  readonly role: Role;
  /** Undefined until the person has seen the board in the own list. */
  readonly account?: string;
  /** Ms since 1970. */
  readonly since: number;
}

export interface Invitation {
  /** A user name or a mail address in the directory. */
  readonly name: string;
  readonly role: Role;
  /** The title of the board, for the list of the invited person. */
  readonly title: string;
}

/** People of one board. Their links have to fit into the value that lists them. */
export const PEOPLE_MAX = 200;

export interface BoardPeopleOptions {
  readonly events?: Events;
  /** Ms since 1970. */
  readonly now?: () => number;
}

/**
 * Roles of people on boards. A role is a link of the board whose secret nobody knows: the devices of the person are
 * given links that end with it. `invitations` has those of people whose account is not known yet. Nothing is looked
 * up when somebody is invited, so that the answer does not tell whether the person has an account.
 */
export class BoardPeople {
  readonly #database: Database;
  readonly #list: LinkList;
  readonly #now: () => number;

  constructor(database: Database, { events = new LocalEvents(), now = Date.now }: BoardPeopleOptions = {}) {
    [this.#database, this.#now] = [database, now];
    this.#list = new LinkList(database, events);
  }

  /** Everybody who was invited, in this order. */
  async list(board: BoardId): Promise<Person[]> {
    const records = await this.#list.records((await this.#list.listed(board)).ids);
    return [...records].flatMap(([id, { person, role, created }]) =>
      person
        ? [{ id, role, since: created, name: person.name, ...(person.account && { account: person.account }) }]
        : []
    );
  }

  /** Gives a role to a person. Who has one already gets this one instead. */
  async invite(board: BoardId, { name, role, title }: Invitation): Promise<"done" | "full" | "gone"> {
    const hash = invitationHash(name);
    let isFull = false;
    const isDone = await this.#list.relist(board, async (ids, commit, caused) => {
      const people = [...await this.#list.records(ids)].filter(([, { person }]) => person !== undefined);
      const known = people.find(([, { person }]) => invitationHash(person!.name) === hash);
      if (known) {
        const [id, record] = known;
        commit.set(KEY.link(id), { ...record, role } satisfies LinkRecord).set(KEY.linkNews(), true);
        return true;
      }
      isFull = people.length >= PEOPLE_MAX;
      if (isFull) return undefined;
      const id = idOf(newSecret());
      const record: LinkRecord = { board, role, created: this.#now(), person: { name, title } };
      commit.set(KEY.link(id), record).set(KEY.linksOf(board), [...ids, id]);
      commit.set(KEY.invitation(hash, board), id);
      caused.push({ type: "link created", board, link: id });
      return true;
    });
    return isDone ? "done" : isFull ? "full" : "gone";
  }

  /** @returns false when the board has no such person */
  async changeRole(board: BoardId, id: LinkId, role: Role): Promise<boolean> {
    const entry = await this.#personal(board, id);
    if (entry === undefined) return false;
    const commit = new Commit().check(entry).set(entry.key, { ...entry.value, role }).set(KEY.linkNews(), true);
    return await this.#database.commit(commit) !== undefined || await this.changeRole(board, id, role);
  }

  /** Ends the role of a person. @returns false when the board has no such person */
  async remove(board: BoardId, id: LinkId): Promise<boolean> {
    return await this.#list.relist(board, async (ids, commit, caused) => {
      const entry = await this.#personal(board, id);
      if (entry === undefined) return undefined;
      caused.push({ type: "link revoked", board, link: id });
      commit.check(entry).delete(entry.key).delete(KEY.invitation(invitationHash(entry.value.person!.name), board))
        .set(KEY.linksOf(board), ids.filter((other) => other !== id)).set(KEY.linkNews(), true);
      return true;
    }) ?? false;
  }

  /** Puts the boards into the list of an account to which it was invited by one of these names. */
  async claim(account: string, names: readonly string[]): Promise<void> {
    for (const hash of new Set(names.map(invitationHash))) {
      const found = entries<LinkId>(this.#database, { prefix: KEY.invitations(hash) });
      for (const invitation of await Array.fromAsync(found)) {
        await this.#claim(account, invitation);
      }
    }
  }

  async #claim(account: string, invitation: MaybeEntry<LinkId> & { value: LinkId }): Promise<void> {
    const board = invitation.key[2] as BoardId, link = invitation.value;
    for (;;) {
      const [record, listed, owner, still] = await this.#database.getMany<unknown>([
        KEY.link(link),
        KEY.accountBoard(account, board),
        KEY.account(account),
        invitation.key,
      ]);
      const known = record.value as LinkRecord | null;
      if (known?.person === undefined || owner.value === null || still.version !== invitation.version) return;
      const before = listed.value as BoardRecord | null;
      const next: BoardRecord = before === null
        ? { person: link, title: known.person.title, at: this.#now(), given: [] }
        : { ...before, person: link };
      const commit = new Commit().check(record, listed, owner, still).delete(still.key)
        .set(record.key, { ...known, person: { ...known.person, account } } satisfies LinkRecord)
        .set(listed.key, next);
      if (await this.#database.commit(commit) !== undefined) return;
    }
  }

  async #personal(
    board: BoardId,
    id: LinkId,
  ): Promise<MaybeEntry<LinkRecord> & { value: LinkRecord } | undefined> {
    const entry = await this.#list.get(id);
    return entry.value?.board === board && entry.value.person
      ? entry as typeof entry & { value: LinkRecord }
      : undefined;
  }
}
