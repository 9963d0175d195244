import type { Role } from "../../board/role.ts";
import { Commit, type Database, entries, type MaybeEntry } from "../database/database.ts";
import { READS_MAX } from "../database/limits.ts";
import type { DomainEvent, Events } from "../events/events.ts";
import { LocalEvents } from "../events/local_events.ts";
import type { BoardId } from "./board_store.ts";
import { deleteKeys, keysOf } from "./bulk_delete.ts";
import { KEY } from "../database/keys.ts";
import { endOf, idOf, keptFor, type LinkRecord, recordOf, toLink } from "./link_record.ts";
import {
  type Link,
  type LinkChange,
  type LinkId,
  LINKS_MAX,
  type LinkStore,
  type NewLink,
  UNLOCKED_MAX,
} from "./link_store.ts";
import { hashPassphrase, isOutdated, isPassphrase, type PassphraseHash } from "./passphrase.ts";

/** A process that has a deleted board open must find the mark. It does so within seconds, unless it is suspended. */
export const TOMBSTONE_MS = 86_400_000;

/** `true` until the board's content is cleared. A restore stops the clearing and then removes the mark. */
export type DeletionMark = true | "cleared" | "restoring";

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

  constructor(
    database: Database,
    { now = Date.now, events = new LocalEvents() }: { now?: () => number; events?: Events } = {},
  ) {
    this.#database = database;
    this.#now = now;
    this.#events = events;
  }

  async find(slug: string): Promise<Link | undefined> {
    const id = idOf(slug);
    const { value } = await this.#get(id);
    // Reads a second record in any case, so that the response time reveals nothing.
    const { value: parent } = await this.#get(value?.parent ?? id);
    const end = endOf(value, parent, this.#now());
    return end === undefined ? undefined : toLink(id, value!, end);
  }

  async createBoard(board: BoardId, links: readonly { slug: string; role: Role }[]): Promise<void> {
    const made = await this.#make(board, links);
    const commit = new Commit().set(KEY.linksOf(board), [...made.keys()]);
    this.#put(commit, made);
    const caused: DomainEvent[] = [{ type: "board created", board }, ...linkEvents("link created", board, made.keys())];
    if (await this.#events.commit(this.#database, commit, caused) === undefined) throw new LinkExists();
  }

  async list(board: BoardId): Promise<Link[]> {
    const records = await this.#records((await this.#listed(board)).ids);
    return [...records].filter(([, { parent }]) => parent === undefined).map(([id, record]) => toLink(id, record));
  }

  async create(board: BoardId, link: NewLink): Promise<Link | "full" | "gone"> {
    const made = await this.#make(board, [link]);
    const [[id, record]] = made;
    let isFull = false;
    const created = await this.#relist(board, async (ids, commit, caused) => {
      if ((await this.#get(id)).value !== null) throw new LinkExists();
      // The database itself deletes links that expired long ago.
      const kept = [...(await this.#records(ids)).keys()];
      isFull = kept.length >= LINKS_MAX;
      if (isFull) return undefined;
      this.#put(commit, made);
      commit.set(KEY.linksOf(board), [...kept, id]);
      caused.push({ type: "link created", board, link: id });
      return toLink(id, record);
    });
    return created ?? (isFull ? "full" : "gone");
  }

  async change(board: BoardId, id: LinkId, { label, expires, passphrase }: LinkChange): Promise<boolean> {
    const locked = passphrase ? await hashPassphrase(passphrase) : undefined;
    for (;;) {
      const entry = await this.#get(id);
      const { key, value } = entry;
      if (value === null || value.board !== board || value.parent !== undefined) return false;
      const next: LinkRecord = {
        ...value,
        ...(label !== undefined && { label }),
        ...(expires !== undefined && { expires: expires ?? undefined }),
        ...(passphrase !== undefined && { passphrase: locked }),
      };
      const commit = new Commit().check(entry).set(key, next, keptFor(next, this.#now()));
      if (expires !== undefined || passphrase !== undefined) commit.set(KEY.linkNews(), true);
      if (await this.#database.commit(commit) !== undefined) return true;
    }
  }

  async revoke(board: BoardId, id: LinkId): Promise<boolean> {
    const isRevoked = await this.#relist(board, (ids, commit, caused) => {
      if (!ids.includes(id)) return undefined;
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
    const isRotated = await this.#relist(board, async (ids, commit, caused) => {
      if ((await this.#records([...made.keys()])).size > 0) return undefined;
      before = ids;
      caused.push(...linkEvents("link revoked", board, ids), ...linkEvents("link created", board, made.keys()));
      for (const id of ids) commit.delete(KEY.link(id));
      this.#put(commit, made);
      commit.set(KEY.linksOf(board), [...made.keys()]).set(KEY.linkNews(), true);
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
      const locked = await this.#get(parent);
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
        return toLink(id, record, endOf(record, locked.value, now));
      }
    }
  }

  async goodUntil(ids: readonly LinkId[]): Promise<Map<LinkId, number>> {
    const records = await this.#records(ids);
    const parents = await this.#records([...new Set([...records.values()].flatMap(({ parent }) => parent ?? []))]);
    const good = new Map<LinkId, number>();
    for (const [id, record] of records) {
      const end = endOf(record, parents.get(record.parent ?? "") ?? null, this.#now());
      if (end !== undefined && record.passphrase === undefined) good.set(id, end);
    }
    return good;
  }

  async news(): Promise<string | null> {
    return (await this.#database.get(KEY.linkNews())).version;
  }

  async deleteBoard(board: BoardId): Promise<void> {
    for (;;) {
      const { entry, ids } = await this.#listed(board);
      const commit = new Commit().check(entry).delete(entry.key).delete(KEY.head(board));
      for (const id of ids) commit.delete(KEY.link(id));
      commit.set(KEY.deletion(board), true).set(KEY.linkNews(), true);
      // A second request finds no links.
      const caused: DomainEvent[] = ids.length > 0 ? [{ type: "board deleted", board }] : [];
      if (await this.#events.commit(this.#database, commit, caused) === undefined) continue;
      return await this.#clearUnlocked(ids);
    }
  }

  async clearDeleted(board: BoardId): Promise<void> {
    const mark = await this.#database.get<DeletionMark>(KEY.deletion(board));
    if (mark.value !== true && mark.value !== "cleared") return;
    // The log is deleted first: a process that still reads it detects a deleted board instead of damaged entries.
    for (const prefix of [KEY.log(board), KEY.board(board), KEY.linksOf(board)]) {
      const keys = await keysOf(this.#database, { prefix });
      // If the mark has changed, the board was restored, and these keys belong to the new board.
      if (!await deleteKeys(this.#database, keys, { unless: [mark] })) return;
    }
    if (mark.value !== true) return;
    await this.#database.commit(new Commit().check(mark).set(mark.key, "cleared", { expireIn: TOMBSTONE_MS }));
  }

  async resumeDeletions(): Promise<void> {
    for (const key of await keysOf(this.#database, { prefix: KEY.deletions() })) {
      await this.clearDeleted(key[1] as BoardId);
    }
  }

  #get(id: LinkId): Promise<MaybeEntry<LinkRecord>> {
    return this.#database.get<LinkRecord>(KEY.link(id));
  }

  async #records(ids: readonly LinkId[]): Promise<Map<LinkId, LinkRecord>> {
    const records = new Map<LinkId, LinkRecord>();
    for (let first = 0; first < ids.length; first += READS_MAX) {
      const some = ids.slice(first, first + READS_MAX);
      const entries = await this.#database.getMany<LinkRecord>(some.map(KEY.link));
      entries.forEach(({ value }, i) => value !== null && records.set(some[i], value));
    }
    return records;
  }

  async #listed(board: BoardId): Promise<{ entry: MaybeEntry<LinkId[]>; ids: readonly LinkId[] }> {
    const entry = await this.#database.get<LinkId[]>(KEY.linksOf(board));
    if (entry.value !== null) return { entry, ids: entry.value };
    // Boards created before the list was a single value have one key for each link.
    const old = await Array.fromAsync(entries(this.#database, { prefix: KEY.linksOf(board) }));
    return { entry, ids: old.map(({ key }) => key[2] as LinkId) };
  }

  /**
   * Changes the list of a board's links in one commit, and calls `plan` again after a conflict.
   *
   * @returns the result of `plan`; undefined when the board has no links or `plan` returned undefined
   */
  async #relist<T>(
    board: BoardId,
    plan: (ids: readonly LinkId[], commit: Commit, caused: DomainEvent[]) => T | undefined | Promise<T | undefined>,
  ): Promise<T | undefined> {
    for (;;) {
      const { entry, ids } = await this.#listed(board);
      if (ids.length === 0) return undefined;
      const commit = new Commit().check(entry);
      const caused: DomainEvent[] = [];
      const planned = await plan(ids, commit, caused);
      if (planned === undefined || await this.#events.commit(this.#database, commit, caused) !== undefined) {
        return planned;
      }
    }
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
