import * as Y from "yjs";
import { applyUpdate } from "../../board/wire/apply_update.ts";
import type { Clock } from "../../board/clock.ts";
import type { Origin } from "../../board/document.ts";
import { copyName } from "./copy_name.ts";
import { completion, openDatabase, result } from "./database.ts";
import { createCopyStores, FACTS, UNSAVED, UPDATES } from "./copy_stores.ts";
import { WriteQueue } from "./write_queue.ts";

/** Remote updates are written together this long after the first, ms. The server has them already. */
const FOREIGN_MS = 500;

/** Number of entries above which they are merged, because more would make opening slow. */
const ENTRIES_MAX = 300;

/**
 * Opening compacts a copy of at least this size, bytes, if it is `WASTE_MAX` times as large as after its last
 * compaction.
 */
const WASTE_BYTES_MIN = 1024 * 1024;
const WASTE_MAX = 2;

/** Fact: size of the copy after its last compaction, bytes. */
const COMPACT_BYTES = "compact";

interface LocalCopyOptions {
  readonly clock: Clock;
  /** `isKept` or `isFull` changed. */
  readonly changed: () => void;
}

/**
 * Keeps a copy of the board in IndexedDB. Local changes are written at once, so that neither a lost server nor a closed
 * tab loses them. Several tabs may write to one copy: they only add entries, merge inside one transaction, and have
 * separate facts. `WriteQueue` retries failed writes.
 */
export class LocalCopy {
  readonly #doc: Y.Doc;
  readonly #changed: () => void;
  readonly #queue: WriteQueue<Uint8Array>;
  readonly #unsavedKey = `${UNSAVED}/${crypto.getRandomValues(new Uint32Array(2)).join(".")}`;
  /** The unsaved counts of other tabs and of earlier page loads, read when the copy was opened. */
  #found: readonly (readonly [key: string, unsaved: number])[] = [];
  /** The number of unsaved changes of this tab. */
  #unsaved = 0;
  #slug = "";
  #database: IDBDatabase | undefined;
  #foreign: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #entries = 0;
  /** True when storage is unavailable, or the copy is closed or being deleted; nothing is written any more. */
  #isOver = false;

  constructor(doc: Y.Doc, { clock, changed }: LocalCopyOptions) {
    this.#doc = doc;
    this.#changed = changed;
    this.#queue = new WriteQueue({ clock, changed, write: (updates) => this.#append(updates) });
  }

  /** True while changes survive a reload. */
  get isKept(): boolean {
    return this.#database !== undefined && !this.#isOver && this.#queue.error === undefined;
  }

  /** True while the storage of this device is too full to keep changes. */
  get isFull(): boolean {
    return (this.#queue.error as Error | undefined)?.name === "QuotaExceededError";
  }

  /**
   * Applies the stored updates and stores all later changes. Updates that cannot be read are dropped.
   *
   * @returns number of local changes without acknowledgement from the server at the last write; 0 if the copy cannot be
   * read
   */
  async open(slug: string): Promise<number> {
    this.#slug = slug;
    this.#doc.on("update", this.#onUpdate);
    try {
      const database = await this.#openDatabase();
      const transaction = database.transaction([UPDATES, FACTS]);
      const stored = transaction.objectStore(UPDATES);
      const facts = transaction.objectStore(FACTS);
      const [entries, updates, keys, values] = await Promise.all([
        result(stored.getAllKeys() as IDBRequest<number[]>),
        result<Uint8Array[]>(stored.getAll()),
        result(facts.getAllKeys() as IDBRequest<string[]>),
        result<number[]>(facts.getAll()),
      ]);
      if (this.#isOver) {
        database.close();
        return 0;
      }
      const areAllRead = this.#apply(updates);
      this.#found = keys.flatMap((key, i) => key.startsWith(UNSAVED) ? [[key, values[i]] as const] : []);
      this.#database = database;
      this.#entries = updates.length;
      const bytes = updates.reduce((sum, update) => sum + update.length, 0);
      const isWasteful = bytes >= Math.max(WASTE_BYTES_MIN, WASTE_MAX * (values[keys.indexOf(COMPACT_BYTES)] ?? 0));
      if (isWasteful || !areAllRead) void this.#compact(entries);
      this.#write(this.#foreign.splice(0));
      return this.#found.reduce((sum, [, unsaved]) => sum + unsaved, 0);
    } catch {
      this.#end();
      return 0;
    }
  }

  /**
   * Stores the number of changes that the server has not acknowledged. It includes the counts found by `open`, so those
   * are deleted.
   */
  async noteUnsaved(changes: number): Promise<void> {
    this.#unsaved = changes;
    const found = this.#found;
    this.#found = [];
    try {
      const transaction = this.#database?.transaction(FACTS, "readwrite");
      if (transaction === undefined) return;
      const store = transaction.objectStore(FACTS);
      // Another open tab may have changed its count since; keep that one.
      for (const [key, unsaved] of found) {
        const request = store.get(key);
        request.onsuccess = () => request.result === unsaved && store.delete(key);
      }
      if (changes > 0) store.put(changes, this.#unsavedKey);
      else store.delete(this.#unsavedKey);
      // Commit at once, because a closing page receives no events. With pending reads the browser commits by itself.
      if (found.length === 0) transaction.commit();
      await completion(transaction);
    } catch {
      // Only the count is lost, so the next load reports fewer unsaved changes. The changes themselves are stored as
      // entries.
      this.#found = [...found, ...this.#found];
    }
  }

  /** Writes all pending updates. Call it before the page closes. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#database === undefined) return;
    this.#write(this.#foreign.splice(0));
    this.#queue.flush();
  }

  close(): void {
    this.#doc.off("update", this.#onUpdate);
    this.flush();
    this.#isOver = true;
    this.#queue.close();
    this.#database?.close();
    this.#database = undefined;
  }

  /** @returns false if an update is damaged */
  #apply(updates: readonly Uint8Array[]): boolean {
    const origin: Origin = "cache";
    let areAllRead = true;
    this.#doc.transact(() => {
      for (const update of updates) {
        try {
          applyUpdate(this.#doc, update, origin);
        } catch {
          areAllRead = false;
        }
      }
    }, origin);
    return areAllRead;
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === ("cache" satisfies Origin) || this.#isOver) return;
    this.#foreign.push(update);
    if (this.#database === undefined) return; // `open` writes it
    if (origin !== ("remote" satisfies Origin)) this.#writeForeign();
    else this.#timer ??= setTimeout(() => this.#writeForeign(), FOREIGN_MS);
  };

  #writeForeign(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#write(this.#foreign.splice(0));
  }

  #write(updates: readonly Uint8Array[]): void {
    if (updates.length > 0 && !this.#isOver) this.#queue.add(updates);
  }

  /**
   * Adds one entry and commits explicitly. Otherwise the browser waits for the page to see the result, and aborts the
   * transaction if the page has closed by then.
   */
  async #append(updates: readonly Uint8Array[]): Promise<void> {
    const transaction = this.#database!.transaction(UPDATES, "readwrite");
    transaction.objectStore(UPDATES).put(updates.length === 1 ? updates[0] : Y.mergeUpdates([...updates]));
    transaction.commit();
    await completion(transaction);
    if (++this.#entries > ENTRIES_MAX) await this.#merge();
  }

  /**
   * Replaces entries that the document contains by its current state. Merged updates keep deleted content; a document
   * that was just loaded has dropped it.
   */
  async #compact(entries: readonly number[]): Promise<void> {
    const update = Y.encodeStateAsUpdate(this.#doc);
    try {
      const transaction = this.#database!.transaction([UPDATES, FACTS], "readwrite");
      const stored = transaction.objectStore(UPDATES);
      stored.add(update);
      for (const entry of entries) stored.delete(entry);
      transaction.objectStore(FACTS).put(update.length, COMPACT_BYTES);
      await completion(transaction);
    } catch {
      // The transaction was aborted, so the entries are unchanged.
    }
  }

  /** Replaces the entries of all tabs by one. Merging is synchronous, so the transaction stays open. */
  async #merge(): Promise<void> {
    this.#entries = 1;
    try {
      const transaction = this.#database!.transaction(UPDATES, "readwrite");
      const stored = transaction.objectStore(UPDATES);
      const merged = Y.mergeUpdates(await result<Uint8Array[]>(stored.getAll()));
      stored.clear();
      stored.add(merged);
      await completion(transaction);
    } catch {
      // The transaction was aborted. A later write merges the entries.
    }
  }

  async #openDatabase(): Promise<IDBDatabase> {
    const database = await openDatabase(copyName(this.#slug), {
      create: createCopyStores,
      // Another tab is deleting the copy.
      blocking: () => {
        database.close();
        this.#end();
      },
      // The browser closed the database, for example because the user cleared the site's storage.
      terminated: () => this.#reopen(),
    });
    return database;
  }

  /** Opens the database again. It may be empty now, so the whole board is written. */
  async #reopen(): Promise<void> {
    this.#database = undefined;
    try {
      const database = await this.#openDatabase();
      if (this.#isOver) return database.close();
      this.#database = database;
      this.#entries = 0;
      this.#foreign = [];
      this.#write([Y.encodeStateAsUpdate(this.#doc)]);
      await this.noteUnsaved(this.#unsaved);
    } catch {
      this.#end();
    }
  }

  #end(): void {
    this.#isOver = true;
    this.#queue.close();
    this.#changed();
  }
}
