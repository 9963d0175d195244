import { Commit, type Database, entries, type Key, type MaybeEntry } from "../database/database.ts";
import type { BoardId } from "./board_store.ts";
import { deleteKeys, keysOf } from "./bulk_delete.ts";
import { type Chunked, deleteChunks, writeChunks } from "./chunks.ts";
import { type HeadRecord, seal } from "./head_record.ts";
import { KEY } from "../database/keys.ts";
import {
  addModerationHead,
  type ModerationCopy,
  readModeration,
  writeModeration,
} from "./moderation/moderation_copy.ts";
import { type Publication, type PublicationCopy, PublicationStore } from "./publications/publication_store.ts";
import { readTalk, writeTalk } from "./talk_copy.ts";
import type { TalkEvent } from "../../board/talk.ts";
import { clearDeleted, type DeletionMark, TOMBSTONE_MS } from "./bin/deleted_boards.ts";
import type { BinRecord } from "./bin/board_bin.ts";
import { invitationHash, keptFor, type LinkRecord } from "./link_record.ts";
import type { LinkId } from "./link_store.ts";

/** A link outside the database. A restored link opens the same board; its secret is not in the copy, only a hash. */
export type LinkCopy = Omit<LinkRecord, "board" | "parent" | "salt"> & { readonly id: LinkId };

/** Everything that a board consists of. */
export interface BoardContent {
  readonly update: Uint8Array;
  readonly links: readonly LinkCopy[];
  readonly talk: readonly TalkEvent[];
  /** See `BoardNames`. */
  readonly name?: string;
  /** Since when the board is in the bin, ms since 1970; undefined when it is not. */
  readonly binned?: number;
  /** The webhooks of its owners; absent when there are none. */
  readonly webhooks?: readonly unknown[];
  /** Absent when its owners have never kept order. */
  readonly moderation?: ModerationCopy;
  /** Absent when nothing of it is published. */
  readonly publication?: PublicationCopy;
}

/** Reads whole boards and their links from the database, and writes them back. */
export class BoardCopies {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, { now = Date.now }: { now?: () => number } = {}) {
    this.#database = database;
    this.#now = now;
  }

  /** All boards that have links or content, except those that are being deleted. */
  async *ids(): AsyncGenerator<BoardId> {
    for await (const id of this.#names(KEY.linkLists())) if (!await this.#isBeingDeleted(id)) yield id;
    for await (const id of this.#names(KEY.boards())) {
      if ((await this.#linkIds(id)).length === 0 && !await this.#isBeingDeleted(id)) yield id;
    }
  }

  async has(board: BoardId): Promise<boolean> {
    return (await this.#database.get(KEY.head(board))).value !== null || (await this.#linkIds(board)).length > 0;
  }

  /** The links that people created. Links given for a passphrase last only hours and are left out. */
  async links(board: BoardId): Promise<LinkCopy[]> {
    const links: LinkCopy[] = [];
    for (const id of await this.#linkIds(board)) {
      const { value } = await this.#database.get<LinkRecord>(KEY.link(id));
      if (value === null || value.parent !== undefined) continue;
      const { board: _, ...rest } = value;
      links.push({ id, ...rest });
    }
    return links;
  }

  /** The name of the board, since when it is in the bin, and its webhooks. */
  async facts(board: BoardId): Promise<Pick<BoardContent, "name" | "binned" | "webhooks">> {
    const keys = [KEY.nameOf(board), KEY.binned(board), KEY.webhooks(board)];
    const [name, bin, webhooks] = await this.#database.getMany<unknown>(keys);
    return {
      ...(name.value !== null && { name: name.value as string }),
      ...(bin.value !== null && { binned: (bin.value as BinRecord).at }),
      ...(webhooks.value !== null && { webhooks: webhooks.value as unknown[] }),
    };
  }

  talk(board: BoardId): Promise<TalkEvent[]> {
    return readTalk(this.#database, board);
  }

  moderation(board: BoardId): Promise<ModerationCopy | undefined> {
    return readModeration(this.#database, board, this.#now());
  }

  publication(board: BoardId): Promise<PublicationCopy | undefined> {
    return new PublicationStore(this.#database).copy(board);
  }

  /** Those of the links that open another board. */
  async foreign(board: BoardId, links: readonly LinkCopy[]): Promise<LinkCopy[]> {
    const records = await Promise.all(links.map(({ id }) => this.#database.get<LinkRecord>(KEY.link(id))));
    return links.filter((_, i) => records[i].value !== null && records[i].value!.board !== board);
  }

  /**
   * Writes a board with exactly these links, in one commit: a crash leaves either the old or the new board. The old
   * content is deleted afterwards. If a crash leaves some of it, it is never read, and later snapshots sweep it. What
   * owners set for visitors, the list of what they did, and the talk are written last; a crash can leave their end out.
   *
   * @throws when the board exists and `replace` is false, or when it is changed at the same time
   */
  async put(
    board: BoardId,
    { talk, ...content }: BoardContent,
    { replace = false } = {},
  ): Promise<void> {
    for (;;) {
      if (!replace && await this.has(board)) throw new Error(`Cannot restore board as it exists: ${board}`);
      const deletion = await this.#stopDeletion(board);
      if (await this.#replace(board, { ...content, deletion })) {
        if (content.moderation) await writeModeration(this.#database, board, content.moderation, this.#now());
        await writeTalk(this.#database, board, talk);
        return;
      }
      if ((await this.#database.get(deletion.key)).version !== deletion.version) continue;
      throw new Error(`Cannot restore board as somebody uses it: ${board}`);
    }
  }

  /** Stops servers from clearing a deleted board. @returns its deletion mark, with a null value if there is none */
  async #stopDeletion(board: BoardId): Promise<MaybeEntry<DeletionMark>> {
    for (;;) {
      const mark = await this.#database.get<DeletionMark>(KEY.deletion(board));
      if (mark.value === null || mark.value === "restoring") return mark;
      if (mark.value === true) await clearDeleted(this.#database, board);
      else await this.#database.commit(new Commit().check(mark).set(mark.key, "restoring", { expireIn: TOMBSTONE_MS }));
    }
  }

  /** @returns false when the board, its list of links or its deletion mark has changed; then nothing was written */
  async #replace(
    board: BoardId,
    { update, links, deletion, name, binned, webhooks, moderation, publication }: Omit<BoardContent, "talk"> & {
      deletion: MaybeEntry<DeletionMark>;
    },
  ): Promise<boolean> {
    const head = await this.#database.get<HeadRecord>(KEY.head(board));
    const list = await this.#database.get<LinkId[]>(KEY.linksOf(board));
    // Listed before the commit, which fails when an entry is added: later entries belong to the new board. The log is
    // deleted first, so that a process that still reads it detects a changed board instead of damaged entries.
    const old = await keysOf(this.#database, { prefix: KEY.log(board) });
    for (const key of await keysOf(this.#database, { prefix: KEY.board(board) })) {
      if (!["head", "log", "webhooks", "moderation", "publication"].includes(key[2] as string)) old.push(key);
    }
    // A number after all old entries, without an entry of its own: no old entry is ever read as one of the new board.
    const seq = Math.max(await this.#lastEntry(board), head.value?.seq ?? 0) + 1;
    const { chunked, guard } = await writeChunks(this.#database, KEY.chunks(board), [update], this.#now());
    const record: HeadRecord = { format: 1, seq, bytes: 0, snapshot: { ...chunked, upTo: seq } };
    const commit = new Commit()
      .check(head, guard, deletion, list)
      .delete(deletion.key)
      .delete(KEY.talkHead(board))
      .set(head.key, seal(record));
    await this.#relink(commit, board, links);
    await this.#rename(commit, board, name);
    const published = await this.#republish(commit, board, publication);
    if (webhooks) commit.set(KEY.webhooks(board), webhooks).set(KEY.webhookBoard(board), true);
    else commit.delete(KEY.webhooks(board)).delete(KEY.webhookBoard(board));
    commit.set(KEY.webhookNews(), true);
    addModerationHead(commit, board, moderation);
    if (binned === undefined) commit.delete(KEY.binned(board));
    else commit.set(KEY.binned(board), { at: binned } satisfies BinRecord);
    const isDone = await this.#database.commit(commit) !== undefined;
    if (isDone) await deleteKeys(this.#database, old);
    else {
      await deleteChunks(this.#database, KEY.chunks(board), chunked);
      if (published) await deleteChunks(this.#database, KEY.publicationChunks(board), published);
    }
    return isDone;
  }

  async #relink(commit: Commit, board: BoardId, links: readonly LinkCopy[]): Promise<void> {
    for (const id of await this.#linkIds(board)) commit.delete(KEY.link(id)).delete(KEY.listedLink(board, id));
    for (const { id, person } of links) {
      if (person && person.account === undefined) commit.set(KEY.invitation(invitationHash(person.name), board), id);
    }
    for (const { id, ...rest } of links) {
      const record: LinkRecord = { ...rest, board };
      commit.set(KEY.link(id), record, keptFor(record, this.#now()));
    }
    commit.set(KEY.linksOf(board), links.map(({ id }) => id)).set(KEY.linkNews(), true);
  }

  /** A name that another board has by now stays with that board. */
  async #rename(commit: Commit, board: BoardId, name: string | undefined): Promise<void> {
    const before = await this.#database.get<string>(KEY.nameOf(board));
    if (before.value === (name ?? null)) return;
    commit.check(before).delete(before.key);
    if (before.value !== null) commit.delete(KEY.name(before.value));
    const wanted = name === undefined ? undefined : await this.#database.get(KEY.name(name));
    if (wanted?.value === null) commit.check(wanted).set(wanted.key, board).set(before.key, name);
  }

  /** An address that another board has by now stays with that board. @returns the picture that was written */
  async #republish(commit: Commit, board: BoardId, copy: PublicationCopy | undefined): Promise<Chunked | undefined> {
    const before = await this.#database.get<Publication>(KEY.publication(board));
    commit.check(before).delete(before.key);
    if (before.value !== null) commit.delete(KEY.published(before.value.id));
    if (copy === undefined) return undefined;
    const address = await this.#database.get<BoardId>(KEY.published(copy.id));
    if (address.value !== null && address.value !== board) return undefined;
    const { picture, ...facts } = copy;
    const { chunked, guard } = await writeChunks(this.#database, KEY.publicationChunks(board), [picture], this.#now());
    commit.check(address, guard).set(address.key, board);
    commit.set(before.key, { ...facts, picture: chunked } satisfies Publication);
    return chunked;
  }

  async #lastEntry(board: BoardId): Promise<number> {
    const [last] = await this.#database.list({ prefix: KEY.log(board) }, { limit: 1, isReverse: true });
    return last === undefined ? 0 : last.key[3] as number;
  }

  async #linkIds(board: BoardId): Promise<readonly LinkId[]> {
    const { value } = await this.#database.get<LinkId[]>(KEY.linksOf(board));
    if (value !== null) return value;
    // Boards created before the list was a single value have one key for each link.
    return (await Array.fromAsync(entries(this.#database, { prefix: KEY.linksOf(board) }))).map(({ key }) =>
      key[2] as LinkId
    );
  }

  async #isBeingDeleted(board: BoardId): Promise<boolean> {
    return (await this.#database.get(KEY.deletion(board))).value !== null;
  }

  /** The distinct next parts of all keys under `root`, which are names of boards; reads one entry of each. */
  async *#names(root: Key): AsyncGenerator<BoardId> {
    const end: Key = [...root, AFTER_STRINGS];
    let start: Key = [...root, ""];
    for (;;) {
      const [entry] = await this.#database.list({ start, end }, { limit: 1 });
      if (entry === undefined) return;
      const name = entry.key[root.length] as BoardId;
      yield name;
      start = [...root, name, true];
    }
  }
}

/** In the order of keys, numbers come after strings, and `true` comes last. */
const AFTER_STRINGS = -Infinity;
