import type { Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";
import { deleteKeys, keysOf } from "./bulk_delete.ts";
import { KEY } from "./keys.ts";
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

const READS_AT_ONCE = 10;

/** A process that has a deleted board open must meet the mark; it is cut within seconds, unless it sleeps. */
export const TOMBSTONE_MS = 86_400_000;

/** `true` until what the board held is cleared. A restore stops that, and removes the mark. */
export type DeletionMark = true | "cleared" | "restoring";

/**
 *     ["links", id]         LinkRecord
 *     ["links_of", board]   ids of the links people made, oldest first; who adds or ends one checks its version
 *     ["unlocked", id]      ids of the links given for the passphrase of this one, oldest first
 *     ["link_news"]         set with every change that may end a link
 *     ["deletions", board]  DeletionMark: from the deletion of a board until a day after it is cleared; without it
 *                           a room that was never saved would begin the board anew
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
    const commit = this.#kv.atomic().set(KEY.linksOf(board), [...made.keys()]);
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
      commit.set(KEY.linksOf(board), [...kept, id]);
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
      if (expires !== undefined || passphrase !== undefined) commit.set(KEY.linkNews(), true);
      if ((await commit.commit()).ok) return true;
    }
  }

  async revoke(board: BoardId, id: LinkId): Promise<boolean> {
    const isRevoked = await this.#relist(board, (ids, commit) => {
      if (!ids.includes(id)) return undefined;
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
    const isRotated = await this.#relist(board, async (ids, commit) => {
      if ((await this.#records([...made.keys()])).size > 0) return undefined;
      before = ids;
      for (const id of ids) commit.delete(KEY.link(id));
      this.#put(commit, made);
      commit.set(KEY.linksOf(board), [...made.keys()]).set(KEY.linkNews(), true);
      return true;
    });
    if (isRotated) await this.#clearUnlocked(before);
    return isRotated ?? false;
  }

  async unlock(slug: string, passphrase: string, made: { slug: string; expires: number }): Promise<Link | undefined> {
    const [parent, id] = await Promise.all([idOf(slug), idOf(made.slug)]);
    let proven: string | undefined;
    let upgraded: PassphraseHash | undefined;
    for (;;) {
      const now = this.#now();
      const locked = await this.#get(parent);
      const lock = locked.value?.passphrase;
      if (lock === undefined || endOf(locked.value, null, now) === undefined) return undefined;
      // Only a passphrase that was changed at this very moment has to be looked at again.
      if (lock.salt !== proven && !await isPassphrase(passphrase, lock)) return undefined;
      if (lock.salt !== proven && isOutdated(lock)) upgraded = await hashPassphrase(passphrase, lock.salt);
      proven = lock.salt;
      const { board, role } = locked.value!;
      const record: LinkRecord = { board, role, created: now, expires: made.expires, parent, salt: proven };
      const given = await this.#kv.get<LinkId[]>(KEY.unlocked(parent));
      const all = [...given.value ?? [], id];
      const commit = this.#kv.atomic().check(locked, given);
      for (const oldest of all.splice(0, all.length - UNLOCKED_MAX)) {
        commit.delete(KEY.link(oldest)).set(KEY.linkNews(), true);
      }
      commit.set(KEY.link(id), record, keptFor(record, now)).set(KEY.unlocked(parent), all, keptFor(record, now));
      // The salt stays: it ties the links that were given for this passphrase to it.
      if (isOutdated(lock)) {
        const next: LinkRecord = { ...locked.value!, passphrase: upgraded };
        commit.set(locked.key, next, keptFor(next, now));
      }
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
    return (await this.#kv.get(KEY.linkNews())).versionstamp;
  }

  async deleteBoard(board: BoardId): Promise<void> {
    for (;;) {
      const { entry, ids } = await this.#listed(board);
      const commit = this.#kv.atomic().check(entry).delete(entry.key).delete(KEY.head(board));
      for (const id of ids) commit.delete(KEY.link(id));
      if (!(await commit.set(KEY.deletion(board), true).set(KEY.linkNews(), true).commit()).ok) continue;
      return await this.#clearUnlocked(ids);
    }
  }

  async clearDeleted(board: BoardId): Promise<void> {
    const mark = await this.#kv.get<DeletionMark>(KEY.deletion(board));
    if (mark.value !== true && mark.value !== "cleared") return;
    // The log goes first: a process that still reads it then finds a deleted board and not damaged entries.
    for (const prefix of [KEY.log(board), KEY.board(board), KEY.linksOf(board)]) {
      const keys = await keysOf(this.#kv, { prefix });
      // Without this mark the board is restored, and these keys are the new board's.
      if (!await deleteKeys(this.#kv, keys, { unless: [mark] })) return;
    }
    if (mark.value !== true) return;
    await this.#kv.atomic().check(mark).set(mark.key, "cleared", { expireIn: TOMBSTONE_MS }).commit();
  }

  async resumeDeletions(): Promise<void> {
    for (const key of await keysOf(this.#kv, { prefix: KEY.deletions() })) await this.clearDeleted(key[1] as BoardId);
  }

  #get(id: LinkId): Promise<Deno.KvEntryMaybe<LinkRecord>> {
    return this.#kv.get<LinkRecord>(KEY.link(id));
  }

  async #records(ids: readonly LinkId[]): Promise<Map<LinkId, LinkRecord>> {
    const records = new Map<LinkId, LinkRecord>();
    for (let first = 0; first < ids.length; first += READS_AT_ONCE) {
      const some = ids.slice(first, first + READS_AT_ONCE);
      const entries = await this.#kv.getMany<LinkRecord[]>(some.map(KEY.link));
      entries.forEach(({ value }, i) => value !== null && records.set(some[i], value as LinkRecord));
    }
    return records;
  }

  async #listed(board: BoardId): Promise<{ entry: Deno.KvEntryMaybe<LinkId[]>; ids: readonly LinkId[] }> {
    const entry = await this.#kv.get<LinkId[]>(KEY.linksOf(board));
    if (entry.value !== null) return { entry, ids: entry.value };
    // Boards that were made before the list was one value have a key for each link.
    const old = await Array.fromAsync(this.#kv.list({ prefix: KEY.linksOf(board) }));
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
      const key = KEY.link(id);
      commit.check({ key, versionstamp: null }).set(key, record, keptFor(record, this.#now()));
    }
  }

  /** What was given for the passphrases of these links, which are gone: it opens nothing any more. */
  async #clearUnlocked(parents: readonly LinkId[]): Promise<void> {
    for (const parent of parents) {
      const { value } = await this.#kv.get<LinkId[]>(KEY.unlocked(parent));
      if (value !== null) await deleteKeys(this.#kv, [...value.map(KEY.link), KEY.unlocked(parent)]);
    }
  }
}

/** A secret is made once; made again, it is the same request again, or not random. */
class LinkExists extends Error {
  constructor() {
    super("Cannot make links as one exists already");
  }
}
