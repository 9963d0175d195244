import { newSecret } from "../../../board/id.ts";
import { Commit, type Database, entries, type MaybeEntry } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import { type Chunked, deleteChunks, readChunks, sweepChunks, writeChunks } from "../chunks.ts";
import { Damaged } from "../damage.ts";

/** What an owner chooses for the page. */
export interface PublicationChoice {
  readonly title: string;
  /** Whether search engines may list it. */
  readonly mayIndex: boolean;
}

/** A board as it was, on a page for everybody who knows its address. */
export interface Publication extends PublicationChoice {
  /** The address is `/p/<id>`: 128 random bits. It stays the same until the page is withdrawn. */
  readonly id: string;
  /** When it was published or last updated, ms since 1970. */
  readonly at: number;
  /** The picture, an SVG. Its id is another one with each update. */
  readonly picture: Chunked;
}

/** A publication outside the database. */
export interface PublicationCopy extends Omit<Publication, "picture"> {
  readonly picture: Uint8Array;
}

/**
 *     ["boards", board, "publication"]                 Publication
 *     ["boards", board, "publication_chunks", id, i]   the picture
 *     ["published", id]                                the board
 *
 * A board has one publication at most. All but the last key go with the board's content. Pictures that a crash left
 * behind are swept when the board is next published or withdrawn.
 */
export class PublicationStore {
  readonly #database: Database;
  readonly #now: () => number;

  /** @param options.now ms since 1970 */
  constructor(database: Database, { now = Date.now }: { readonly now?: () => number } = {}) {
    this.#database = database;
    this.#now = now;
  }

  async of(board: BoardId): Promise<Publication | undefined> {
    return (await this.#entry(board)).value ?? undefined;
  }

  /** Undefined also while the board is in the bin, and from its deletion on. */
  async find(id: string): Promise<{ readonly board: BoardId; readonly publication: Publication } | undefined> {
    const { value: board } = await this.#database.get<BoardId>(KEY.published(id));
    // The same reads follow whether or not it was found, so that the response time reveals nothing.
    const name = board ?? id;
    const keys = [KEY.publication(name), KEY.deletion(name), KEY.binned(name)];
    const [found, deletion, bin] = await this.#database.getMany<unknown>(keys);
    const publication = found.value as Publication | null;
    if (publication?.id !== id || deletion.value !== null || bin.value !== null) return undefined;
    return { board: name, publication };
  }

  /** Publishes the board, or updates what is published. @returns "gone" when the board was deleted */
  async publish(board: BoardId, choice: PublicationChoice, picture: Uint8Array): Promise<Publication | "gone"> {
    const prefix = KEY.publicationChunks(board);
    const { chunked, guard } = await writeChunks(this.#database, prefix, [picture], this.#now());
    for (;;) {
      const entry = await this.#entry(board);
      const deletion = await this.#database.get(KEY.deletion(board));
      if (deletion.value !== null) {
        await deleteChunks(this.#database, prefix, chunked);
        return "gone";
      }
      const { id = newSecret(), picture: before } = entry.value ?? {};
      const publication = { ...choice, at: this.#now(), id, picture: chunked };
      const commit = new Commit().check(entry, deletion, guard);
      commit.set(entry.key, publication).set(KEY.published(id), board);
      if (await this.#database.commit(commit) === undefined) {
        const { version } = await this.#database.get(guard.key);
        if (version !== guard.version) return "gone";
        continue;
      }
      await this.#clear(board, before);
      return publication;
    }
  }

  /** @returns false when nothing was published */
  async unpublish(board: BoardId): Promise<boolean> {
    for (;;) {
      const entry = await this.#entry(board);
      if (entry.value === null) return false;
      const { id, picture } = entry.value;
      const commit = new Commit().check(entry).delete(entry.key).delete(KEY.published(id));
      if (await this.#database.commit(commit) === undefined) continue;
      await this.#clear(board, picture);
      return true;
    }
  }

  /** The picture, a piece at a time. @throws {Damaged} also when it is replaced meanwhile */
  async *read(board: BoardId, { picture: { id, bytes } }: Publication): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let read = 0;
    const range = { prefix: [...KEY.publicationChunks(board), id] };
    for await (const { value } of entries<Uint8Array<ArrayBuffer>>(this.#database, range, { pageSize: 2 })) {
      read += value.length;
      yield value;
    }
    if (read !== bytes) throw new Damaged(`Cannot read a picture as a part of it is missing: ${id}`);
  }

  /** For backups. */
  async copy(board: BoardId): Promise<PublicationCopy | undefined> {
    const publication = await this.of(board);
    if (publication === undefined) return undefined;
    const picture = await readChunks(this.#database, KEY.publicationChunks(board), publication.picture);
    return { ...publication, picture };
  }

  #entry(board: BoardId): Promise<MaybeEntry<Publication>> {
    return this.#database.get<Publication>(KEY.publication(board));
  }

  /** Deletes a picture that nothing refers to any more, and those that crashes left behind. */
  async #clear(board: BoardId, picture: Chunked | undefined): Promise<void> {
    const prefix = KEY.publicationChunks(board);
    if (picture) await deleteChunks(this.#database, prefix, picture);
    const entry = await this.#entry(board);
    const referred = new Set(entry.value ? [entry.value.picture.id] : []);
    await sweepChunks(this.#database, prefix, { referred, unchanged: entry, now: this.#now() });
  }
}
