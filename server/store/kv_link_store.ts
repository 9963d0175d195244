import type { Role } from "../../board/role.ts";
import { type Check, Commit, type Database } from "../database/database.ts";
import { READS_MAX } from "../database/limits.ts";
import type { DomainEvent, Events } from "../events/events.ts";
import { LocalEvents } from "../events/local_events.ts";
import type { BoardId } from "./board_store.ts";
import { deleteKeys } from "./bulk_delete.ts";
import { clearDeleted, deletedBoards } from "./bin/deleted_boards.ts";
import { KEY } from "../database/keys.ts";
import { LinkList } from "./link_list.ts";
import { endOf, idOf, invitationHash, keptFor, type LinkRecord, recordOf, roleOf, toLink } from "./link_record.ts";
import {
  type GoodLink,
  type Link,
  type LinkChange,
  type LinkId,
  LINKS_MAX,
  type LinkStore,
  type NewLink,
  UNLOCKED_MAX,
} from "./link_store.ts";
import { hashPassphrase, isOutdated, isPassphrase, type PassphraseHash } from "./passphrase.ts";

/**
 *     ["links", id]         LinkRecord
 *     ["links_of", board]   ids of the links that people created, oldest first; every change of the list checks its
 *                           version
 *     ["unlocked", id]      ids of the links given for the passphrase of this one, oldest first
 *     ["link_news"]         set with every change that may end a link
 *     ["deletions", board]  DeletionMark: from the deletion of a board until a day after it is cleared; without it
 *                           a room that was never saved would create the board again
 */
export class KvLinkStore implements LinkStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #events: Events;
  readonly #list: LinkList;

  constructor(
    database: Database,
    { now = Date.now, events = new LocalEvents() }: { now?: () => number; events?: Events } = {},
  ) {
    this.#database = database;
    this.#now = now;
    this.#events = events;
    this.#list = new LinkList(database, events);
  }

  async find(slug: string): Promise<Link | undefined> {
    const id = idOf(slug);
    const { value } = await this.#list.get(id);
    // The same reads follow whether or not it was found, so that the response time reveals nothing.
    const more = [KEY.link(value?.parent ?? id), KEY.binned(value?.board ?? id)];
    const [{ value: found }, { value: bin }] = await this.#database.getMany<unknown>(more);
    const parent = found as LinkRecord | null;
    const expires = endOf(value, parent, this.#now());
    if (expires === undefined) return undefined;
    const { sites } = parent ?? value!;
    return toLink(id, value!, { expires, role: roleOf(value!, parent), sites, isBinned: bin !== null });
  }

  async createBoard(board: BoardId, links: readonly { slug: string; role: Role }[]): Promise<boolean> {
    const made = await this.#make(board, links);
    const listed = KEY.linksOf(board);
    // A request that comes late must neither replace the links of its board nor bring back a deleted one.
    const commit = new Commit().check({ key: listed, version: null }, { key: KEY.deletion(board), version: null })
      .set(listed, [...made.keys()]);
    this.#put(commit, made);
    const caused: DomainEvent[] = [{ type: "board created", board }, ...linkEvents("link created", board, made.keys())];
    return await this.#events.commit(this.#database, commit, caused) !== undefined;
  }

  async list(board: BoardId): Promise<Link[]> {
    const records = await this.#list.records((await this.#list.listed(board)).ids);
    const listed = [...records].filter(([, { parent, person }]) => parent === undefined && person === undefined);
    return listed.map(([id, record]) => toLink(id, record));
  }

  async create(board: BoardId, link: NewLink): Promise<Link | "full" | "gone"> {
    const made = await this.#make(board, [link]);
    const [[id, record]] = made;
    let isFull = false;
    const created = await this.#list.relist(board, async (ids, commit, caused) => {
      if ((await this.#list.get(id)).value !== null) throw new LinkExists();
      // The database itself deletes links that expired long ago.
      const kept = await this.#list.records(ids);
      isFull = [...kept.values()].filter(({ person }) => person === undefined).length >= LINKS_MAX;
      if (isFull) return undefined;
      this.#put(commit, made);
      commit.set(KEY.linksOf(board), [...kept.keys(), id]);
      caused.push({ type: "link created", board, link: id });
      return toLink(id, record);
    });
    return created ?? (isFull ? "full" : "gone");
  }

  async change(board: BoardId, id: LinkId, { role, label, expires, passphrase, sites }: LinkChange): Promise<boolean> {
    const locked = passphrase ? await hashPassphrase(passphrase) : undefined;
    for (;;) {
      const entry = await this.#list.get(id);
      const { key, value } = entry;
      if (value === null || value.board !== board || value.parent !== undefined || value.person) return false;
      const next: LinkRecord = {
        ...value,
        ...(role !== undefined && { role }),
        ...(label !== undefined && { label }),
        ...(expires !== undefined && { expires: expires ?? undefined }),
        ...(passphrase !== undefined && { passphrase: locked }),
        ...(sites !== undefined && { sites }),
      };
      const commit = new Commit().check(entry).set(key, next, keptFor(next, this.#now()));
      if ([role, expires, passphrase].some((each) => each !== undefined)) commit.set(KEY.linkNews(), true);
      if (await this.#database.commit(commit) !== undefined) return true;
    }
  }

  async revoke(board: BoardId, id: LinkId): Promise<boolean> {
    const isRevoked = await this.#list.relist(board, async (ids, commit, caused) => {
      if (!ids.includes(id) || (await this.#list.get(id)).value?.person) return undefined;
      caused.push({ type: "link revoked", board, link: id });
      commit.delete(KEY.link(id)).set(KEY.linksOf(board), ids.filter((other) => other !== id)).set(
        KEY.linkNews(),
        true,
      );
      return true;
    });
    if (isRevoked) await this.#clearUnlocked([id]);
    return isRevoked ?? false;
  }

  async rotate(board: BoardId, links: readonly NewLink[]): Promise<boolean> {
    const made = await this.#make(board, links);
    let before: readonly LinkId[] = [];
    const isRotated = await this.#list.relist(board, async (ids, commit, caused) => {
      if ((await this.#list.records([...made.keys()])).size > 0) return undefined;
      const records = await this.#list.records(ids);
      const people = ids.filter((id) => records.get(id)?.person);
      before = ids.filter((id) => !records.get(id)?.person);
      caused.push(...linkEvents("link revoked", board, before), ...linkEvents("link created", board, made.keys()));
      for (const id of before) commit.delete(KEY.link(id));
      this.#put(commit, made);
      commit.set(KEY.linksOf(board), [...made.keys(), ...people]).set(KEY.linkNews(), true);
      return true;
    });
    if (isRotated) await this.#clearUnlocked(before);
    return isRotated ?? false;
  }

  async unlock(slug: string, passphrase: string, made: { slug: string; expires: number }): Promise<Link | undefined> {
    const [parent, id] = [idOf(slug), idOf(made.slug)];
    let proven: string | undefined;
    let upgraded: PassphraseHash | undefined;
    for (;;) {
      const now = this.#now();
      const locked = await this.#list.get(parent);
      const lock = locked.value?.passphrase;
      if (lock === undefined || endOf(locked.value, null, now) === undefined) return undefined;
      // In a retry, the passphrase is checked again only if it was changed.
      if (lock.salt !== proven && !await isPassphrase(passphrase, lock)) return undefined;
      if (lock.salt !== proven && isOutdated(lock)) upgraded = await hashPassphrase(passphrase, lock.salt);
      proven = lock.salt;
      const { board, role } = locked.value!;
      const record: LinkRecord = { board, role, created: now, expires: made.expires, parent, salt: proven };
      const given = await this.#database.get<LinkId[]>(KEY.unlocked(parent));
      const all = [...given.value ?? [], id];
      const commit = new Commit().check(locked, given);
      for (const oldest of all.splice(0, all.length - UNLOCKED_MAX)) {
        commit.delete(KEY.link(oldest)).set(KEY.linkNews(), true);
      }
      commit.set(KEY.link(id), record, keptFor(record, now)).set(KEY.unlocked(parent), all, keptFor(record, now));
      // The salt stays: it ties links that were already given for this passphrase to it.
      if (isOutdated(lock)) {
        const next: LinkRecord = { ...locked.value!, passphrase: upgraded };
        commit.set(locked.key, next, keptFor(next, now));
      }
      if (await this.#database.commit(commit) !== undefined) {
        return toLink(id, record, { expires: endOf(record, locked.value, now) });
      }
    }
  }

  async good(ids: readonly LinkId[]): Promise<Map<LinkId, GoodLink>> {
    const records = await this.#list.records(ids);
    const parents = await this.#list.records([...new Set([...records.values()].flatMap(({ parent }) => parent ?? []))]);
    const binned = await this.#binned([...records.values()]);
    const good = new Map<LinkId, GoodLink>();
    for (const [id, record] of records) {
      const parent = parents.get(record.parent ?? "") ?? null;
      const until = endOf(record, parent, this.#now());
      if (until === undefined || record.passphrase !== undefined || binned.has(record.board)) continue;
      good.set(id, { until, role: roleOf(record, parent) });
    }
    return good;
  }

  async news(): Promise<string | null> {
    return (await this.#database.get(KEY.linkNews())).version;
  }

  async deleteBoard(board: BoardId, { onlyIf }: { onlyIf?: Check } = {}): Promise<boolean> {
    for (;;) {
      if (onlyIf && (await this.#database.get(onlyIf.key)).version !== onlyIf.version) return false;
      const { entry, ids } = await this.#list.listed(board);
      const name = await this.#database.get<string>(KEY.nameOf(board));
      const publication = await this.#database.get<{ readonly id: string }>(KEY.publication(board));
      const commit = new Commit().check(entry, name, publication).delete(entry.key).delete(KEY.head(board)).delete(
        KEY.binned(board),
      );
      if (onlyIf) commit.check(onlyIf);
      if (publication.value !== null) commit.delete(publication.key).delete(KEY.published(publication.value.id));
      if (name.value !== null) commit.delete(name.key).delete(KEY.name(name.value));
      for (const [id, { person }] of await this.#list.records(ids)) {
        commit.delete(KEY.link(id));
        if (person) commit.delete(KEY.invitation(invitationHash(person.name), board));
      }
      for (const key of [KEY.webhookBoard(board), KEY.webhookNumber(board)]) commit.delete(key);
      commit.set(KEY.deletion(board), true).set(KEY.linkNews(), true);
      // A second request finds no links.
      const caused: DomainEvent[] = ids.length > 0 ? [{ type: "board deleted", board }] : [];
      if (await this.#events.commit(this.#database, commit, caused) === undefined) continue;
      await this.#clearUnlocked(ids);
      return true;
    }
  }

  clearDeleted(board: BoardId): Promise<void> {
    return clearDeleted(this.#database, board);
  }

  async resumeDeletions(): Promise<void> {
    for (const board of await deletedBoards(this.#database)) await clearDeleted(this.#database, board);
  }

  /** Those boards of the links that are in the bin. */
  async #binned(records: readonly LinkRecord[]): Promise<Set<BoardId>> {
    const boards = [...new Set(records.map(({ board }) => board))];
    const binned = new Set<BoardId>();
    for (let first = 0; first < boards.length; first += READS_MAX) {
      const some = boards.slice(first, first + READS_MAX);
      const entries = await this.#database.getMany(some.map(KEY.binned));
      entries.forEach(({ value }, i) => value !== null && binned.add(some[i]));
    }
    return binned;
  }

  async #make(board: BoardId, links: readonly NewLink[]): Promise<Map<LinkId, LinkRecord>> {
    const made = new Map<LinkId, LinkRecord>();
    for (const link of links) made.set(idOf(link.slug), await recordOf(board, link, this.#now()));
    return made;
  }

  #put(commit: Commit, made: ReadonlyMap<LinkId, LinkRecord>): void {
    for (const [id, record] of made) {
      const key = KEY.link(id);
      commit.check({ key, version: null }).set(key, record, keptFor(record, this.#now()));
    }
  }

  /** Deletes the links given for the passphrases of these deleted links. They no longer open anything. */
  async #clearUnlocked(parents: readonly LinkId[]): Promise<void> {
    for (const parent of parents) {
      const { value } = await this.#database.get<LinkId[]>(KEY.unlocked(parent));
      if (value !== null) await deleteKeys(this.#database, [...value.map(KEY.link), KEY.unlocked(parent)]);
    }
  }
}

function linkEvents(type: "link created" | "link revoked", board: BoardId, links: Iterable<LinkId>): DomainEvent[] {
  return Array.from(links, (link) => ({ type, board, link }));
}

/** A new secret already exists: the request was sent twice, or the secret is not random. */
class LinkExists extends Error {
  constructor() {
    super("Cannot make links as one exists already");
  }
}
