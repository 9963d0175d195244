import * as Y from "yjs";
import { buildDocument, salvageDocument } from "../document/stored_document.ts";
import { loadWithRepair } from "../document/load_with_repair.ts";
import type { Account } from "../accounts/account.ts";
import { AccountBoardStore } from "../store/people/account_board_store.ts";
import type { AccountCopy } from "./account_copy.ts";
import { AccountPictures } from "../accounts/account_pictures.ts";
import { AccountStore } from "../accounts/account_store.ts";
import type { Database } from "../database/database.ts";
import { TalkReads } from "../store/talk/talk_reads.ts";
import { BoardCopies } from "../store/board_copies.ts";
import { KvBoardStore } from "../store/kv_board_store.ts";
import { AssetStore } from "../store/assets/asset_store.ts";
import type { AssetCopy } from "./asset_records.ts";
import { type BoardCopy, type BoardSource, decodeBackup, encodeBackup } from "./backup_file.ts";

/** Receives progress and warnings. */
export interface Report {
  /** Called after each board with the number of finished boards and the bytes of their documents. */
  progress(boards: number, bytes: number): void;
  /** Called with a sentence for people when something is wrong that does not stop the task. */
  warn(sentence: string): void;
}

export interface BackupOptions extends Report {
  /** Default: all boards, and all accounts. */
  readonly boards?: readonly string[];
  /** Default: all their bytes are in the database. */
  readonly assets?: AssetStore;
}

/**
 * Writes a backup, in parts. The server may run at the same time: each board is a consistent copy of one moment. A
 * board that cannot be read is reported and left out. A damaged board is backed up as far as it can be read.
 */
export function backup(database: Database, options: BackupOptions): AsyncGenerator<Uint8Array> {
  return encodeBackup(copies(database, options), options.boards ? [] : people(database));
}

async function* people(database: Database): AsyncGenerator<AccountCopy> {
  const lists = new AccountBoardStore(database), talkReads = new TalkReads(database);
  const pictures = new AccountPictures(database);
  for await (const { picture, ...account } of new AccountStore(database).all()) {
    const [boards, reads] = [await lists.all(account.id), await talkReads.list(account.id)];
    // Undefined also when the person removes it now.
    const bytes = picture && await pictures.find(picture);
    yield {
      ...account,
      ...(bytes && { picture, pictureBytes: bytes.toBase64() }),
      ...(boards.length > 0 && { boards }),
      ...(reads.length > 0 && { reads }),
    };
  }
}

async function* copies(
  database: Database,
  { boards, progress, warn, assets = new AssetStore(database) }: BackupOptions,
): AsyncGenerator<BoardSource> {
  const source = new BoardCopies(database);
  const store = new KvBoardStore(database);
  let count = 0, bytes = 0;
  for await (const id of boards ?? source.ids()) {
    let copy: BoardCopy;
    try {
      if (boards && !await source.has(id)) throw new Error("there is no such board");
      const { update, damage } = await loadWithRepair(store, id, ({ updates, damage }) => {
        const doc = damage ? salvageDocument(updates) : buildDocument(updates);
        return { update: Y.encodeStateAsUpdate(doc), damage };
      });
      if (damage) warn(`Board ${id} is damaged; what can be read of it is in the backup: ${damage.join("; ")}`);
      const moderation = await source.moderation(id);
      const publication = await source.publication(id).catch((error) => {
        warn(`Cannot back up what is published of board ${id} as: ${error.message}`);
        return undefined;
      });
      copy = {
        id,
        ...await source.facts(id),
        links: await source.links(id),
        update,
        talk: await source.talk(id),
        ...(moderation && { moderation }),
        ...(publication && { publication }),
      };
    } catch (error) {
      warn(`Cannot back up board ${id} as: ${(error as Error).message}`);
      continue;
    }
    yield { ...copy, assets: assetsOf(id, { assets, warn }) };
    progress(++count, bytes += copy.update.length);
  }
}

/** The assets of a board. One that cannot be read is reported and left out. */
async function* assetsOf(
  board: string,
  { assets, warn }: { readonly assets: AssetStore; readonly warn: Report["warn"] },
): AsyncGenerator<AssetCopy> {
  for await (const { id, ...asset } of assets.list(board)) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await new Blob(await Array.fromAsync(assets.read(asset))).arrayBuffer());
    } catch (error) {
      warn(`Cannot back up picture ${id} of board ${board} as: ${(error as Error).message}`);
      continue;
    }
    yield { id, bytes };
  }
}

/**
 * Reads a whole backup and verifies every checksum and every document.
 *
 * @returns the ids of its boards
 * @throws when the backup is incomplete or damaged
 */
export async function verify(
  parts: AsyncIterable<Uint8Array>,
  look = async (_: BoardCopy) => {},
  meet = async (_: Account) => {},
): Promise<string[]> {
  const [ids, people] = [new Set<string>(), new Set<string>()];
  const greet = async (account: Account) => {
    if (people.has(account.id)) throw new Error("Cannot read backup as an account comes twice");
    people.add(account.id);
    await meet(account);
  };
  for await (const copy of decodeBackup(parts, greet)) {
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
  /** True: existing boards are replaced by their backups. False: an existing board is an error. */
  readonly replace?: boolean;
  /** Default: bytes of assets go to the database. */
  readonly assets?: AssetStore;
}

/**
 * Restores the accounts and the boards of a backup, and the links of the boards. Nobody is signed in. The file is read twice: nothing is written until all of it has been
 * verified.
 *
 * @throws when the file is damaged, a board or an account exists, or a link or a passkey belongs to another one; then
 * nothing has changed
 */
export async function restore(
  database: Database,
  open: () => AsyncIterable<Uint8Array>,
  { replace = false, progress, assets = new AssetStore(database) }: RestoreOptions,
): Promise<void> {
  const target = new BoardCopies(database);
  const links = new Set<string>();
  const accounts = new AccountStore(database);
  const meet = async (account: Account) => {
    if (!replace && await accounts.find(account.id)) {
      throw new Error(`Cannot restore as account ${account.id} exists; with --replace it becomes what it was`);
    }
    if (await accounts.isForeign(account)) {
      throw new Error(`Cannot restore as a passkey of account ${account.id} belongs to another account by now`);
    }
  };
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
  }, meet);
  let count = 0, bytes = 0;
  const lists = new AccountBoardStore(database), talkReads = new TalkReads(database);
  const pictures = new AccountPictures(database);
  const take = async ({ boards, reads, picture, pictureBytes, ...account }: AccountCopy) => {
    await accounts.put(account);
    if (pictureBytes) await pictures.set(account.id, Uint8Array.fromBase64(pictureBytes), picture);
    await lists.putAll(account.id, boards ?? []);
    await talkReads.putAll(account.id, reads ?? []);
  };
  // Assets that a board has besides stay: no shape names them, so that they are swept in time.
  const takeAsset = async (board: string, { id, bytes }: AssetCopy) => {
    const added = await assets.add(board, id, { pieces: ReadableStream.from([bytes]) });
    if (added !== "added" && added !== "present") throw new Error(`Cannot restore picture ${id} as it is: ${added}`);
  };
  for await (const { id, ...content } of decodeBackup(open(), take, takeAsset)) {
    await target.put(id, content, { replace });
    progress(++count, bytes += content.update.length);
  }
}
