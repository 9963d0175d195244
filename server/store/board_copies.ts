import type { BoardId } from "./board_store.ts";
import { deleteChunks, writeChunks } from "./chunks.ts";
import { type HeadRecord, seal } from "./head_record.ts";
import { KvLinkStore } from "./kv_link_store.ts";
import { keptFor, type LinkRecord } from "./link_record.ts";
import type { LinkId } from "./link_store.ts";

/** A link as it is kept outside the database: it opens what it opened, and its secret is still nowhere to be read. */
export type LinkCopy = Omit<LinkRecord, "board" | "parent" | "salt"> & { readonly id: LinkId };

const DELETES_PER_COMMIT = 400;

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
    return (await this.#kv.get(headKey(board))).value !== null || (await this.#linkIds(board)).length > 0;
  }

  /** The links people made; what was given for a passphrase lasts hours and is not worth keeping. */
  async links(board: BoardId): Promise<LinkCopy[]> {
    const links: LinkCopy[] = [];
    for (const id of await this.#linkIds(board)) {
      const { value } = await this.#kv.get<LinkRecord>(linkKey(id));
      if (value === null || value.parent !== undefined) continue;
      const { board: _, ...rest } = value;
      links.push({ id, ...rest });
    }
    return links;
  }

  /** Which of these links open another board than this one. */
  async foreign(board: BoardId, links: readonly LinkCopy[]): Promise<LinkCopy[]> {
    const records = await Promise.all(links.map(({ id }) => this.#kv.get<LinkRecord>(linkKey(id))));
    return links.filter((_, i) => records[i].value !== null && records[i].value!.board !== board);
  }

  /**
   * Puts a board in, with exactly these links; in one commit, so that a crash leaves the old or the new board. What
   * was there is deleted afterwards; what a crash leaves of it nobody reads, and the next snapshots sweep it.
   *
   * @throws when the board exists and is not to be replaced, or somebody changes it meanwhile
   */
  async put(
    board: BoardId,
    { update, links }: { update: Uint8Array; links: readonly LinkCopy[] },
    { replace = false } = {},
  ): Promise<void> {
    if (!replace && await this.has(board)) throw new Error(`Cannot restore board as it exists: ${board}`);
    const chunks = [...boardKey(board), "chunks"];
    if ((await this.#kv.get(deletionKey(board))).value === true) await new KvLinkStore(this.#kv).clearDeleted(board);
    const deletion = await this.#kv.get(deletionKey(board));
    const { chunked, guard } = await writeChunks(this.#kv, chunks, update, this.#now());
    const head = await this.#kv.get<HeadRecord>(headKey(board));
    // Behind all entries there were, and without an entry of its own: nothing of the old log is ever read as the new.
    const seq = Math.max(await this.#lastEntry(board), head.value?.seq ?? 0) + 1;
    const record: HeadRecord = { format: 1, seq, bytes: 0, snapshot: { ...chunked, upTo: seq } };
    const commit = this.#kv.atomic()
      .check(head, guard, deletion)
      .delete(deletion.key)
      .set(headKey(board), seal(record));
    await this.#relink(commit, board, links);
    if (!(await commit.commit()).ok) {
      await deleteChunks(this.#kv, chunks, chunked);
      throw new Error(`Cannot restore board as somebody uses it: ${board}`);
    }
    await this.#clearOld(board, chunked.id);
  }

  async #relink(commit: Deno.AtomicOperation, board: BoardId, links: readonly LinkCopy[]): Promise<void> {
    for (const id of await this.#linkIds(board)) commit.delete(linkKey(id)).delete([...listKey(board), id]);
    for (const { id, ...rest } of links) {
      const record: LinkRecord = { ...rest, board };
      commit.set(linkKey(id), record, keptFor(record, this.#now()));
    }
    commit.set(listKey(board), links.map(({ id }) => id)).set(["link_news"], true);
  }

  async #clearOld(board: BoardId, chunks: string): Promise<void> {
    const keys: Deno.KvKey[] = [];
    for await (const { key } of this.#kv.list({ prefix: boardKey(board) }, { batchSize: 100 })) {
      if (key[2] !== "head" && key[3] !== chunks) keys.push(key);
    }
    for (let first = 0; first < keys.length; first += DELETES_PER_COMMIT) {
      const commit = this.#kv.atomic();
      for (const key of keys.slice(first, first + DELETES_PER_COMMIT)) commit.delete(key);
      await commit.commit();
    }
  }

  async #lastEntry(board: BoardId): Promise<number> {
    const log = this.#kv.list({ prefix: [...boardKey(board), "log"] }, { limit: 1, reverse: true });
    for await (const { key } of log) return key[3] as number;
    return 0;
  }

  async #linkIds(board: BoardId): Promise<readonly LinkId[]> {
    const { value } = await this.#kv.get<LinkId[]>(listKey(board));
    if (value !== null) return value;
    // Boards that were made before the list was one value have a key for each link.
    return (await Array.fromAsync(this.#kv.list({ prefix: listKey(board) }))).map(({ key }) => key[2] as LinkId);
  }

  async #isBeingDeleted(board: BoardId): Promise<boolean> {
    return (await this.#kv.get(deletionKey(board))).value !== null;
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

const boardKey = (board: BoardId): Deno.KvKey => ["boards", board];
const headKey = (board: BoardId): Deno.KvKey => ["boards", board, "head"];
const linkKey = (id: LinkId): Deno.KvKey => ["links", id];
const listKey = (board: BoardId): Deno.KvKey => ["links_of", board];
const deletionKey = (board: BoardId): Deno.KvKey => ["deletions", board];
