import * as Y from "yjs";
import { buildDocument, salvageDocument } from "../document/stored_document.ts";
import { openBoard } from "../document/opening.ts";
import { BoardCopies } from "../store/board_copies.ts";
import { KvBoardStore } from "../store/kv_board_store.ts";
import { type BoardCopy, decodeBackup, encodeBackup } from "./backup_file.ts";

/** What is told on the way. */
export interface Report {
  /** So many boards are done, with so many bytes of documents. */
  progress(boards: number, bytes: number): void;
  /** A sentence for people: something that is not as it should be, and does not stop the rest. */
  warn(sentence: string): void;
}

export interface BackupOptions extends Report {
  /** Default: all boards. */
  readonly boards?: readonly string[];
}

/**
 * The file of a backup, a part at a time. The server may run meanwhile: each board is as it is at one moment. A board
 * that cannot be read is left out and named, one that lost something is taken as it opens.
 */
export function backup(kv: Deno.Kv, options: BackupOptions): AsyncGenerator<Uint8Array> {
  return encodeBackup(copies(kv, options));
}

async function* copies(kv: Deno.Kv, { boards, progress, warn }: BackupOptions): AsyncGenerator<BoardCopy> {
  const source = new BoardCopies(kv);
  const store = new KvBoardStore(kv);
  let count = 0, bytes = 0;
  for await (const id of boards ?? source.ids()) {
    let copy: BoardCopy;
    try {
      if (boards && !await source.has(id)) throw new Error("there is no such board");
      const { update, damage } = await openBoard(store, id, ({ updates, damage }) => {
        const doc = damage ? salvageDocument(updates) : buildDocument(updates);
        return { update: Y.encodeStateAsUpdate(doc), damage };
      });
      if (damage) warn(`Board ${id} is damaged; what can be read of it is in the backup: ${damage.join("; ")}`);
      copy = { id, links: await source.links(id), update };
    } catch (error) {
      warn(`Cannot back up board ${id} as: ${(error as Error).message}`);
      continue;
    }
    yield copy;
    progress(++count, bytes += copy.update.length);
  }
}

/** Reads a whole backup, every checksum and every document. @returns ids of its boards. @throws when it is not whole. */
export async function verify(parts: AsyncIterable<Uint8Array>, look = async (_: BoardCopy) => {}): Promise<string[]> {
  const ids = new Set<string>();
  for await (const copy of decodeBackup(parts)) {
    if (ids.has(copy.id)) throw new Error(`Cannot read backup as a board comes twice: ${copy.id}`);
    ids.add(copy.id);
    try {
      buildDocument([copy.update]).destroy();
    } catch (cause) {
      throw new Error(`Cannot read backup as a board is no document: ${copy.id}`, { cause });
    }
    await look(copy);
  }
  return [...ids];
}

export interface RestoreOptions extends Pick<Report, "progress"> {
  /** Boards that exist are replaced by what they were; otherwise they stop the restore before it begins. */
  readonly replace?: boolean;
}

/**
 * Puts the boards of a backup, and the links to them, into the database. The file is read twice: until all of it has
 * been verified nothing is written.
 *
 * @throws when the file is not whole, or a board exists, or a link is another board's; then nothing has changed
 */
export async function restore(
  kv: Deno.Kv,
  open: () => AsyncIterable<Uint8Array>,
  { replace = false, progress }: RestoreOptions,
): Promise<void> {
  const target = new BoardCopies(kv);
  const links = new Set<string>();
  await verify(open(), async (copy) => {
    if (!replace && await target.has(copy.id)) {
      throw new Error(`Cannot restore as board ${copy.id} exists; with --replace it becomes what it was`);
    }
    for (const { id } of copy.links) {
      if (links.has(id)) throw new Error("Cannot read backup as a link comes twice");
      links.add(id);
    }
    if ((await target.foreign(copy.id, copy.links)).length > 0) {
      throw new Error(`Cannot restore as a link of board ${copy.id} opens another board by now`);
    }
  });
  let count = 0, bytes = 0;
  for await (const { id, links, update } of decodeBackup(open())) {
    await target.put(id, { update, links }, { replace });
    progress(++count, bytes += update.length);
  }
}
