import type { BoardId } from "./board_store.ts";
import { deleteKeys, keysOf } from "./bulk_delete.ts";
import { deleteChunks, writeChunks } from "./chunks.ts";
import { type HeadRecord, seal } from "./head_record.ts";
import { KEY } from "./keys.ts";
import { type DeletionMark, KvLinkStore, TOMBSTONE_MS } from "./kv_link_store.ts";
import { keptFor, type LinkRecord } from "./link_record.ts";
import type { LinkId } from "./link_store.ts";

/** A link as it is kept outside the database: it opens what it opened, and its secret is still nowhere to be read. */
export type LinkCopy = Omit<LinkRecord, "board" | "parent" | "salt"> & { readonly id: LinkId };

/** Takes whole boards out of the database and puts them in, with their links. */
export class BoardCopies {
  readonly #kv: Deno.Kv;
  readonly #now: () => number;

  constructor(kv: Deno.Kv, { now = Date.now }: { now?: () => number } = {}) {
    this.#kv = kv;
    this.#now = now;
  }

  /** Every board that has links or was drawn on, those that are being deleted excepted. */
  async *ids(): AsyncGenerator<BoardId> {
    for await (const id of this.#names("links_of")) if (!await this.#isBeingDeleted(id)) yield id;
    for await (const id of this.#names("boards")) {
      if ((await this.#linkIds(id)).length === 0 && !await this.#isBeingDeleted(id)) yield id;
    }
  }

  async has(board: BoardId): Promise<boolean> {
    return (await this.#kv.get(KEY.head(board))).value !== null || (await this.#linkIds(board)).length > 0;
  }

  /** The links people made; what was given for a passphrase lasts hours and is not worth keeping. */
  async links(board: BoardId): Promise<LinkCopy[]> {
    const links: LinkCopy[] = [];
    for (const id of await this.#linkIds(board)) {
      const { value } = await this.#kv.get<LinkRecord>(KEY.link(id));
      if (value === null || value.parent !== undefined) continue;
      const { board: _, ...rest } = value;
      links.push({ id, ...rest });
    }
    return links;
  }

  /** Which of these links open another board than this one. */
  async foreign(board: BoardId, links: readonly LinkCopy[]): Promise<LinkCopy[]> {
    const records = await Promise.all(links.map(({ id }) => this.#kv.get<LinkRecord>(KEY.link(id))));
    return links.filter((_, i) => records[i].value !== null && records[i].value!.board !== board);
  }

  /**
   * Puts a board in, with exactly these links; in one commit, so that a crash leaves the old or the new board. What
   * was there is deleted afterwards. What a crash leaves of it is never read, and later snapshots sweep it.
   *
   * @throws when the board exists and is not to be replaced, or somebody changes it meanwhile
   */
  async put(
    board: BoardId,
    { update, links }: { update: Uint8Array; links: readonly LinkCopy[] },
    { replace = false } = {},
  ): Promise<void> {
    for (;;) {
      if (!replace && await this.has(board)) throw new Error(`Cannot restore board as it exists: ${board}`);
      const deletion = await this.#stopDeletion(board);
      if (await this.#replace(board, { update, links, deletion })) return;
      if ((await this.#kv.get(deletion.key)).versionstamp !== deletion.versionstamp) continue;
      throw new Error(`Cannot restore board as somebody uses it: ${board}`);
    }
  }

  /** The mark of the board's deletion, if there is one; from now on no server clears the board. */
  async #stopDeletion(board: BoardId): Promise<Deno.KvEntryMaybe<DeletionMark>> {
    for (;;) {
      const mark = await this.#kv.get<DeletionMark>(KEY.deletion(board));
      if (mark.value === null || mark.value === "restoring") return mark;
      if (mark.value === true) await new KvLinkStore(this.#kv).clearDeleted(board);
      else await this.#kv.atomic().check(mark).set(mark.key, "restoring", { expireIn: TOMBSTONE_MS }).commit();
    }
  }

  /** @returns false when the board, its list of links or its deletion mark has changed, and nothing happened */
  async #replace(
    board: BoardId,
    { update, links, deletion }: {
      update: Uint8Array;
      links: readonly LinkCopy[];
      deletion: Deno.KvEntryMaybe<DeletionMark>;
    },
  ): Promise<boolean> {
    const head = await this.#kv.get<HeadRecord>(KEY.head(board));
    const list = await this.#kv.get<LinkId[]>(KEY.linksOf(board));
    // Listed before the commit, which fails when an entry is added: what comes after it belongs to the new board. The
    // log goes first, so that a process that still reads it finds a changed board and not damaged entries.
    const old = await keysOf(this.#kv, { prefix: KEY.log(board) });
    for (const key of await keysOf(this.#kv, { prefix: KEY.board(board) })) {
      if (key[2] !== "head" && key[2] !== "log") old.push(key);
    }
    // Behind all entries there were, and without an entry of its own: nothing of the old log is ever read as the new.
    const seq = Math.max(await this.#lastEntry(board), head.value?.seq ?? 0) + 1;
    const { chunked, guard } = await writeChunks(this.#kv, KEY.chunks(board), update, this.#now());
    const record: HeadRecord = { format: 1, seq, bytes: 0, snapshot: { ...chunked, upTo: seq } };
    const commit = this.#kv.atomic()
      .check(head, guard, deletion, list)
      .delete(deletion.key)
      .set(head.key, seal(record));
    await this.#relink(commit, board, links);
    const { ok } = await commit.commit();
    if (ok) await deleteKeys(this.#kv, old);
    else await deleteChunks(this.#kv, KEY.chunks(board), chunked);
    return ok;
  }

  async #relink(commit: Deno.AtomicOperation, board: BoardId, links: readonly LinkCopy[]): Promise<void> {
    for (const id of await this.#linkIds(board)) commit.delete(KEY.link(id)).delete([...KEY.linksOf(board), id]);
    for (const { id, ...rest } of links) {
      const record: LinkRecord = { ...rest, board };
      commit.set(KEY.link(id), record, keptFor(record, this.#now()));
    }
    commit.set(KEY.linksOf(board), links.map(({ id }) => id)).set(KEY.linkNews(), true);
  }

  async #lastEntry(board: BoardId): Promise<number> {
    const log = this.#kv.list({ prefix: KEY.log(board) }, { limit: 1, reverse: true });
    for await (const { key } of log) return key[3] as number;
    return 0;
  }

  async #linkIds(board: BoardId): Promise<readonly LinkId[]> {
    const { value } = await this.#kv.get<LinkId[]>(KEY.linksOf(board));
    if (value !== null) return value;
    // Boards that were made before the list was one value have a key for each link.
    return (await Array.fromAsync(this.#kv.list({ prefix: KEY.linksOf(board) }))).map(({ key }) => key[2] as LinkId);
  }

  async #isBeingDeleted(board: BoardId): Promise<boolean> {
    return (await this.#kv.get(KEY.deletion(board))).value !== null;
  }

  /** The second parts of all keys that begin so; reads one entry of each. */
  async *#names(root: "boards" | "links_of"): AsyncGenerator<BoardId> {
    const end: Deno.KvKey = [root, AFTER_STRINGS];
    let start: Deno.KvKey = [root, ""];
    for (;;) {
      const { value, done } = await this.#kv.list({ start, end }, { limit: 1 }).next();
      if (done) return;
      const name = value.key[1] as BoardId;
      yield name;
      start = [root, name, true];
    }
  }
}

/** In the order of keys numbers come after strings, and `true` after everything. */
const AFTER_STRINGS = -Infinity;
