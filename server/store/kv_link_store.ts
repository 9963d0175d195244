import { encodeHex } from "../../board/hex.ts";
import { isRole, type Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";
import type { Link, LinkChange, LinkId, LinkStore, NewLink } from "./link_store.ts";
import { hashPassphrase, isPassphrase, type PassphraseHash } from "./passphrase.ts";

interface LinkRecord {
  readonly board: BoardId;
  readonly role: Role;
  readonly created: number;
  readonly label?: string;
  readonly expires?: number;
  readonly passphrase?: PassphraseHash;
  /** The locked link's hash. */
  readonly parent?: string;
}

const ID_CHARS = 16;
const MUTATIONS_PER_COMMIT = 400;

/**
 *     ["links", sha256 of the slug]         LinkRecord
 *     ["links_of", board, sha256 …]         true
 *     ["deletions", board]                  true while a board is being deleted
 */
export class KvLinkStore implements LinkStore {
  readonly #kv: Deno.Kv;
  readonly #now: () => number;

  constructor(kv: Deno.Kv, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  async find(slug: string): Promise<Link | undefined> {
    const hash = await sha256(slug);
    const { value } = await this.#kv.get<LinkRecord>(linkKey(hash));
    // Also when there is none: how long the answer takes must not tell.
    const { value: parent } = await this.#kv.get<LinkRecord>(linkKey(value?.parent ?? hash));
    if (value === null || !isRole(value.role) || this.#isOver(value)) return undefined;
    if (parent === null || this.#isOver(parent)) return undefined;
    return toLink(hash, value);
  }

  async createBoard(board: BoardId, links: readonly { slug: string; role: Role }[]): Promise<void> {
    await this.#put(board, links);
  }

  async list(board: BoardId): Promise<Link[]> {
    const links = (await this.#all(board)).map(([hash, record]) => toLink(hash, record));
    return links.filter(({ parent }) => parent === undefined).sort((a, b) => a.created - b.created);
  }

  async create(board: BoardId, link: NewLink): Promise<Link> {
    return (await this.#put(board, [link]))[0];
  }

  async change(board: BoardId, id: LinkId, { label, expires }: LinkChange): Promise<boolean> {
    for (;;) {
      const hash = await this.#hashOf(board, id);
      if (hash === undefined) return false;
      const { value, versionstamp } = await this.#kv.get<LinkRecord>(linkKey(hash));
      if (value === null) return false;
      const next = {
        ...value,
        ...(label !== undefined && { label }),
        ...(expires !== undefined && { expires: expires ?? undefined }),
      };
      const key = linkKey(hash);
      if ((await this.#kv.atomic().check({ key, versionstamp }).set(key, next).commit()).ok) return true;
    }
  }

  async revoke(board: BoardId, id: LinkId): Promise<boolean> {
    const hash = await this.#hashOf(board, id);
    if (hash === undefined) return false;
    // The link first: without it those given for its passphrase open nothing.
    await this.#kv.atomic().delete(linkKey(hash)).delete(linkOfKey(board, hash)).commit();
    const children = (await this.#all(board)).filter(([, { parent }]) => parent === hash);
    await this.#delete(children.flatMap(([child]) => [linkKey(child), linkOfKey(board, child)]));
    return true;
  }

  async rotate(board: BoardId, links: readonly NewLink[]): Promise<void> {
    const before = await this.#all(board);
    // The new ones first: a crash between must not leave a board without an owner.
    await this.#put(board, links);
    await this.#delete(before.flatMap(([hash]) => [linkKey(hash), linkOfKey(board, hash)]));
  }

  async unlock(
    slug: string,
    passphrase: string,
    made: { slug: string; expires: number },
  ): Promise<Link | undefined> {
    const parent = await sha256(slug);
    const { value, versionstamp } = await this.#kv.get<LinkRecord>(linkKey(parent));
    if (value?.passphrase === undefined || this.#isOver(value)) return undefined;
    if (!await isPassphrase(passphrase, value.passphrase)) return undefined;
    const { board, role } = value;
    const expired = (await this.#all(board)).filter(([, link]) => link.parent === parent && this.#isOver(link));
    await this.#delete(expired.flatMap(([hash]) => [linkKey(hash), linkOfKey(board, hash)]));
    const hash = await sha256(made.slug);
    const expires = Math.min(made.expires, value.expires ?? Infinity);
    const record: LinkRecord = { board, role, created: this.#now(), expires, parent };
    const { ok } = await this.#kv.atomic()
      .check({ key: linkKey(parent), versionstamp })
      .set(linkKey(hash), record)
      .set(linkOfKey(board, hash), true)
      .commit();
    return ok ? toLink(hash, record) : undefined;
  }

  async alive(board: BoardId, ids: readonly LinkId[]): Promise<Set<LinkId>> {
    const all = new Map(await this.#all(board));
    const isAlive = (record: LinkRecord | undefined) => record !== undefined && !this.#isOver(record);
    const alive = new Set<LinkId>();
    for (const [hash, record] of all) {
      const id = hash.slice(0, ID_CHARS);
      if (!ids.includes(id) || !isAlive(record)) continue;
      if (record.parent === undefined || isAlive(all.get(record.parent))) alive.add(id);
    }
    return alive;
  }

  async deleteBoard(board: BoardId): Promise<void> {
    await this.#kv.set(["deletions", board], true);
    await this.#delete((await this.#all(board)).flatMap(([hash]) => [linkKey(hash), linkOfKey(board, hash)]));
    // The head first: from then on nobody can append.
    await this.#kv.delete(["boards", board, "head"]);
    const keys: Deno.KvKey[] = [];
    for await (const { key } of this.#kv.list({ prefix: ["boards", board] }, { batchSize: 100 })) {
      keys.push(key);
      if (keys.length >= MUTATIONS_PER_COMMIT) await this.#delete(keys.splice(0));
    }
    await this.#delete(keys);
    await this.#kv.delete(["deletions", board]);
  }

  async resumeDeletions(): Promise<void> {
    const begun = await Array.fromAsync(this.#kv.list({ prefix: ["deletions"] }));
    for (const { key } of begun) await this.deleteBoard(key[1] as BoardId);
  }

  #isOver({ expires }: LinkRecord): boolean {
    return expires !== undefined && expires <= this.#now();
  }

  async #all(board: BoardId): Promise<[hash: string, LinkRecord][]> {
    const index = await Array.fromAsync(this.#kv.list({ prefix: ["links_of", board] }));
    const all: [string, LinkRecord][] = [];
    for (let first = 0; first < index.length; first += 10) {
      const hashes = index.slice(first, first + 10).map(({ key }) => key[2] as string);
      const records = await this.#kv.getMany<LinkRecord[]>(hashes.map(linkKey));
      records.forEach(({ value }, i) => value !== null && all.push([hashes[i], value as LinkRecord]));
    }
    return all;
  }

  async #hashOf(board: BoardId, id: LinkId): Promise<string | undefined> {
    return (await this.#all(board)).find(([hash]) => hash.slice(0, ID_CHARS) === id)?.[0];
  }

  async #put(board: BoardId, links: readonly NewLink[]): Promise<Link[]> {
    const commit = this.#kv.atomic();
    const made: Link[] = [];
    for (const { slug, role, label, expires, passphrase } of links) {
      const hash = await sha256(slug);
      const record: LinkRecord = {
        board,
        role,
        created: this.#now(),
        ...(label && { label }),
        ...(expires !== undefined && { expires }),
        ...(passphrase && { passphrase: await hashPassphrase(passphrase) }),
      };
      commit.check({ key: linkKey(hash), versionstamp: null })
        .set(linkKey(hash), record)
        .set(linkOfKey(board, hash), true);
      made.push(toLink(hash, record));
    }
    if (!(await commit.commit()).ok) throw new Error("Cannot make links as one exists already");
    return made;
  }

  async #delete(keys: readonly Deno.KvKey[]): Promise<void> {
    for (let first = 0; first < keys.length; first += MUTATIONS_PER_COMMIT) {
      const commit = this.#kv.atomic();
      for (const key of keys.slice(first, first + MUTATIONS_PER_COMMIT)) commit.delete(key);
      await commit.commit();
    }
  }
}

const linkKey = (hash: string): Deno.KvKey => ["links", hash];
const linkOfKey = (board: BoardId, hash: string): Deno.KvKey => ["links_of", board, hash];

function toLink(hash: string, { board, role, created, label, expires, passphrase, parent }: LinkRecord): Link {
  return {
    id: hash.slice(0, ID_CHARS),
    board,
    role,
    created,
    label,
    expires,
    isLocked: passphrase !== undefined,
    parent: parent?.slice(0, ID_CHARS),
  };
}

async function sha256(slug: string): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(slug))));
}
