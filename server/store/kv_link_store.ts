import type { Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";
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
import { hashPassphrase, isPassphrase } from "./passphrase.ts";

const READS_AT_ONCE = 10;
const DELETES_PER_COMMIT = 400;

/** A process that has a deleted board open must meet the mark; it is cut within seconds, unless it sleeps. */
const TOMBSTONE_MS = 86_400_000;

/**
 *     ["links", id]         LinkRecord
 *     ["links_of", board]   ids of the links people made, oldest first; who adds or ends one checks its version
 *     ["unlocked", id]      ids of the links given for the passphrase of this one, oldest first
 *     ["link_news"]         set with every change that may end a link
 *     ["deletions", board]  true from the deletion of a board until it is cleared, and "cleared" for a day after:
 *                           without it a room that was never saved would begin the board anew
 */
export class KvLinkStore implements LinkStore {
  readonly #kv: Deno.Kv;
  readonly #now: () => number;

  constructor(kv: Deno.Kv, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  async find(slug: string): Promise<Link | undefined> {
    const id = await idOf(slug);
    const { value } = await this.#get(id);
    // Also when there is none: how long the answer takes must not tell.
    const { value: parent } = await this.#get(value?.parent ?? id);
    const end = endOf(value, parent, this.#now());
    return end === undefined ? undefined : toLink(id, value!, end);
  }

  async createBoard(board: BoardId, links: readonly { slug: string; role: Role }[]): Promise<void> {
    const made = await this.#make(board, links);
    const commit = this.#kv.atomic().set(listKey(board), [...made.keys()]);
    this.#put(commit, made);
    if (!(await commit.commit()).ok) throw new LinkExists();
  }

  async list(board: BoardId): Promise<Link[]> {
    const records = await this.#records((await this.#listed(board)).ids);
    return [...records].filter(([, { parent }]) => parent === undefined).map(([id, record]) => toLink(id, record));
  }

  async create(board: BoardId, link: NewLink): Promise<Link | "full" | "gone"> {
    const made = await this.#make(board, [link]);
    const [[id, record]] = made;
    let isFull = false;
    const created = await this.#relist(board, async (ids, commit) => {
      if ((await this.#get(id)).value !== null) throw new LinkExists();
      // The database drops by itself what expired long ago.
      const kept = [...(await this.#records(ids)).keys()];
      isFull = kept.length >= LINKS_MAX;
      if (isFull) return undefined;
      this.#put(commit, made);
      commit.set(listKey(board), [...kept, id]);
      return toLink(id, record);
    });
    return created ?? (isFull ? "full" : "gone");
  }

  async change(board: BoardId, id: LinkId, { label, expires, passphrase }: LinkChange): Promise<boolean> {
    const locked = passphrase ? await hashPassphrase(passphrase) : undefined;
    for (;;) {
      const { key, value, versionstamp } = await this.#get(id);
      if (value === null || value.board !== board || value.parent !== undefined) return false;
      const next: LinkRecord = {
        ...value,
        ...(label !== undefined && { label }),
        ...(expires !== undefined && { expires: expires ?? undefined }),
        ...(passphrase !== undefined && { passphrase: locked }),
      };
      const commit = this.#kv.atomic().check({ key, versionstamp }).set(key, next, keptFor(next, this.#now()));
      if (expires !== undefined || passphrase !== undefined) commit.set(NEWS, true);
      if ((await commit.commit()).ok) return true;
    }
  }

  async revoke(board: BoardId, id: LinkId): Promise<boolean> {
    const isRevoked = await this.#relist(board, (ids, commit) => {
      if (!ids.includes(id)) return undefined;
      commit.delete(linkKey(id)).set(listKey(board), ids.filter((other) => other !== id)).set(NEWS, true);
      return true;
    });
    if (isRevoked) await this.#clearUnlocked([id]);
    return isRevoked ?? false;
  }

  async rotate(board: BoardId, links: readonly NewLink[]): Promise<boolean> {
    const made = await this.#make(board, links);
    let before: readonly LinkId[] = [];
    const isRotated = await this.#relist(board, async (ids, commit) => {
      if ((await this.#records([...made.keys()])).size > 0) return undefined;
      before = ids;
      for (const id of ids) commit.delete(linkKey(id));
      this.#put(commit, made);
      commit.set(listKey(board), [...made.keys()]).set(NEWS, true);
      return true;
    });
    if (isRotated) await this.#clearUnlocked(before);
    return isRotated ?? false;
  }

  async unlock(slug: string, passphrase: string, made: { slug: string; expires: number }): Promise<Link | undefined> {
    const [parent, id] = await Promise.all([idOf(slug), idOf(made.slug)]);
    let proven: string | undefined;
    for (;;) {
      const now = this.#now();
      const locked = await this.#get(parent);
      const lock = locked.value?.passphrase;
      if (lock === undefined || endOf(locked.value, null, now) === undefined) return undefined;
      // Only a passphrase that was changed at this very moment has to be looked at again.
      if (lock.salt !== proven && !await isPassphrase(passphrase, lock)) return undefined;
      proven = lock.salt;
      const { board, role } = locked.value!;
      const record: LinkRecord = { board, role, created: now, expires: made.expires, parent, salt: proven };
      const given = await this.#kv.get<LinkId[]>(unlockedKey(parent));
      const all = [...given.value ?? [], id];
      const commit = this.#kv.atomic().check(locked, given);
      for (const oldest of all.splice(0, all.length - UNLOCKED_MAX)) commit.delete(linkKey(oldest)).set(NEWS, true);
      commit.set(linkKey(id), record, keptFor(record, now)).set(unlockedKey(parent), all, keptFor(record, now));
      if ((await commit.commit()).ok) return toLink(id, record, endOf(record, locked.value, now));
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
    return (await this.#kv.get(NEWS)).versionstamp;
  }

  async deleteBoard(board: BoardId): Promise<void> {
    for (;;) {
      const { entry, ids } = await this.#listed(board);
      const commit = this.#kv.atomic().check(entry).delete(entry.key).delete(["boards", board, "head"]);
      for (const id of ids) commit.delete(linkKey(id));
      if (!(await commit.set(deletionKey(board), true).set(NEWS, true).commit()).ok) continue;
      return await this.#clearUnlocked(ids);
    }
  }

  async clearDeleted(board: BoardId): Promise<void> {
    for (const prefix of [["boards", board], ["links_of", board]]) await this.#deleteAll(prefix);
    await this.#kv.atomic().set(deletionKey(board), "cleared", { expireIn: TOMBSTONE_MS }).commit();
  }

  async resumeDeletions(): Promise<void> {
    const deleted = await Array.fromAsync(this.#kv.list({ prefix: ["deletions"] }));
    for (const { key } of deleted) await this.clearDeleted(key[1] as BoardId);
  }

  #get(id: LinkId): Promise<Deno.KvEntryMaybe<LinkRecord>> {
    return this.#kv.get<LinkRecord>(linkKey(id));
  }

  async #records(ids: readonly LinkId[]): Promise<Map<LinkId, LinkRecord>> {
    const records = new Map<LinkId, LinkRecord>();
    for (let first = 0; first < ids.length; first += READS_AT_ONCE) {
      const some = ids.slice(first, first + READS_AT_ONCE);
      const entries = await this.#kv.getMany<LinkRecord[]>(some.map(linkKey));
      entries.forEach(({ value }, i) => value !== null && records.set(some[i], value as LinkRecord));
    }
    return records;
  }

  async #listed(board: BoardId): Promise<{ entry: Deno.KvEntryMaybe<LinkId[]>; ids: readonly LinkId[] }> {
    const entry = await this.#kv.get<LinkId[]>(listKey(board));
    if (entry.value !== null) return { entry, ids: entry.value };
    // Boards that were made before the list was one value have a key for each link.
    const old = await Array.fromAsync(this.#kv.list({ prefix: listKey(board) }));
    return { entry, ids: old.map(({ key }) => key[2] as LinkId) };
  }

  /** One commit that changes which links a board has, planned anew when somebody else was first. Undefined: not to be. */
  async #relist<T>(
    board: BoardId,
    plan: (ids: readonly LinkId[], commit: Deno.AtomicOperation) => T | undefined | Promise<T | undefined>,
  ): Promise<T | undefined> {
    for (;;) {
      const { entry, ids } = await this.#listed(board);
      if (ids.length === 0) return undefined;
      const commit = this.#kv.atomic().check(entry);
      const planned = await plan(ids, commit);
      if (planned === undefined || (await commit.commit()).ok) return planned;
    }
  }

  async #make(board: BoardId, links: readonly NewLink[]): Promise<Map<LinkId, LinkRecord>> {
    const made = new Map<LinkId, LinkRecord>();
    for (const link of links) made.set(await idOf(link.slug), await recordOf(board, link, this.#now()));
    return made;
  }

  #put(commit: Deno.AtomicOperation, made: ReadonlyMap<LinkId, LinkRecord>): void {
    for (const [id, record] of made) {
      const key = linkKey(id);
      commit.check({ key, versionstamp: null }).set(key, record, keptFor(record, this.#now()));
    }
  }

  /** What was given for the passphrases of these links, which are gone: it opens nothing any more. */
  async #clearUnlocked(parents: readonly LinkId[]): Promise<void> {
    for (const parent of parents) {
      const { value } = await this.#kv.get<LinkId[]>(unlockedKey(parent));
      if (value !== null) await this.#delete([...value.map(linkKey), unlockedKey(parent)]);
    }
  }

  async #deleteAll(prefix: Deno.KvKey): Promise<void> {
    const keys: Deno.KvKey[] = [];
    for await (const { key } of this.#kv.list({ prefix }, { batchSize: 100 })) {
      keys.push(key);
      if (keys.length >= DELETES_PER_COMMIT) await this.#delete(keys.splice(0));
    }
    await this.#delete(keys);
  }

  async #delete(keys: readonly Deno.KvKey[]): Promise<void> {
    const commit = this.#kv.atomic();
    for (const key of keys) commit.delete(key);
    await commit.commit();
  }
}

/** A secret is made once; made again, it is the same request again, or not random. */
class LinkExists extends Error {
  constructor() {
    super("Cannot make links as one exists already");
  }
}

const NEWS: Deno.KvKey = ["link_news"];
const linkKey = (id: LinkId): Deno.KvKey => ["links", id];
const listKey = (board: BoardId): Deno.KvKey => ["links_of", board];
const unlockedKey = (id: LinkId): Deno.KvKey => ["unlocked", id];
const deletionKey = (board: BoardId): Deno.KvKey => ["deletions", board];
