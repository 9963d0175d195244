import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import * as Y from "yjs";
import type { Clock } from "../../board/clock.ts";
import type { Origin } from "../../board/document.ts";
import { copyName } from "./copy_name.ts";
import { WriteQueue } from "./write_queue.ts";

interface Schema extends DBSchema {
  updates: { key: number; value: Uint8Array };
  facts: { key: string; value: number };
}

/** Updates of others are written together, this long after the first, ms: the server has them anyway. */
const FOREIGN_MS = 500;

/** Entries that make opening slow enough to be worth merging. */
const ENTRIES_MAX = 300;

/** A copy this large that is this many times as large as its document holds mostly what was deleted; bytes. */
const WASTE_BYTES_MIN = 1024 * 1024;
const WASTE_MAX = 2;

/** Key of the fact how many bytes the copy had when it was last written without deleted content. */
const COMPACT_BYTES = "compact";

/** Key of the fact how many changes are unsaved: of old versions as it stands, followed by the name of a tab since. */
const UNSAVED = "unsaved";

interface LocalCopyOptions {
  readonly clock: Clock;
  /** Whether changes are kept has changed. */
  readonly changed: () => void;
}

/**
 * The board on this device: every change is written at once, so that neither a lost server nor a closed tab loses it.
 * Several tabs may write to one copy: entries are only added, merging happens inside one transaction, and each tab has
 * facts of its own. A write that fails is tried again; see `WriteQueue`.
 */
export class LocalCopy {
  readonly #doc: Y.Doc;
  readonly #changed: () => void;
  readonly #queue: WriteQueue<Uint8Array>;
  readonly #unsavedKey = `${UNSAVED}/${crypto.getRandomValues(new Uint32Array(2)).join(".")}`;
  /** What other tabs, or earlier loads of this page, had noted when the copy was opened. */
  #found: readonly (readonly [key: string, unsaved: number])[] = [];
  #slug = "";
  #database: IDBPDatabase<Schema> | undefined;
  #foreign: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #entries = 0;
  /** There is no storage here, or the copy is being deleted: nothing is written any more. */
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

  /** True while changes are not kept because the storage of this device is full. */
  get isFull(): boolean {
    return (this.#queue.error as Error | undefined)?.name === "QuotaExceededError";
  }

  /**
   * Applies what is kept, and keeps what changes from now on.
   * @returns how many of my changes were not confirmed by the server when the copy was last written; 0 if it cannot be read
   */
  async open(slug: string): Promise<number> {
    this.#slug = slug;
    this.#doc.on("update", this.#onUpdate);
    try {
      const database = await this.#openDatabase();
      const transaction = database.transaction(["updates", "facts"]);
      const stored = transaction.objectStore("updates");
      const facts = transaction.objectStore("facts");
      const [entries, updates, keys, values, compactBytes] = await Promise.all([
        stored.getAllKeys(),
        stored.getAll(),
        facts.getAllKeys(),
        facts.getAll(),
        facts.get(COMPACT_BYTES),
      ]);
      const origin: Origin = "cache";
      this.#doc.transact(() => {
        for (const update of updates) Y.applyUpdate(this.#doc, update, origin);
      }, origin);
      this.#found = keys.flatMap((key, i) => key.startsWith(UNSAVED) ? [[key, values[i]] as const] : []);
      this.#database = database;
      this.#entries = updates.length;
      const bytes = updates.reduce((sum, update) => sum + update.length, 0);
      if (bytes >= Math.max(WASTE_BYTES_MIN, WASTE_MAX * (compactBytes ?? 0))) void this.#compact(entries);
      this.#write(this.#foreign.splice(0));
      return this.#found.reduce((sum, [, unsaved]) => sum + unsaved, 0);
    } catch {
      this.#end();
      return 0;
    }
  }

  /** Remembers how many changes the server has not confirmed: those that were found are among them. */
  async noteUnsaved(changes: number): Promise<void> {
    try {
      const transaction = this.#database?.transaction("facts", "readwrite");
      if (transaction === undefined) return;
      const { store } = transaction;
      const found = this.#found;
      this.#found = [];
      // The other tab may be open and have noted something since: that stays.
      for (const [key, unsaved] of found) {
        void store.get(key).then((now) => now === unsaved ? store.delete(key) : undefined);
      }
      if (changes > 0) void store.put(changes, this.#unsavedKey);
      else void store.delete(this.#unsavedKey);
      // At once, as a page that goes away hears of nothing more; with reads under way the browser does it.
      if (found.length === 0) transaction.commit();
      await transaction.done;
    } catch {
      // Without the number the page says less when it is opened again; the changes themselves are entries.
    }
  }

  /** Writes what is still held back; for when the page goes away. */
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
    this.#queue.close();
    this.#database?.close();
    this.#database = undefined;
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === ("cache" satisfies Origin) || this.#isOver) return;
    this.#foreign.push(update);
    if (this.#database === undefined) return; // written when it is open
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
   * Adds one entry. The commit is asked for at once: without that the browser waits until the page has heard that all
   * is written, and drops it when the page is gone by then.
   */
  async #append(updates: readonly Uint8Array[]): Promise<void> {
    const transaction = this.#database!.transaction("updates", "readwrite");
    transaction.store.put(updates.length === 1 ? updates[0] : Y.mergeUpdates([...updates])).catch(() => {}); // `done` says it too
    transaction.commit();
    await transaction.done;
    if (++this.#entries > ENTRIES_MAX) await this.#merge();
  }

  /**
   * Replaces entries that were applied to the document by the document as it is now. Merged updates keep the content of
   * what was deleted; a document that was just loaded has dropped it.
   */
  async #compact(entries: readonly number[]): Promise<void> {
    const update = Y.encodeStateAsUpdate(this.#doc);
    try {
      const transaction = this.#database!.transaction(["updates", "facts"], "readwrite");
      const stored = transaction.objectStore("updates");
      await Promise.all([
        stored.add(update),
        ...entries.map((entry) => stored.delete(entry)),
        transaction.objectStore("facts").put(update.length, COMPACT_BYTES),
        transaction.done,
      ]);
    } catch {
      // The entries are as they were.
    }
  }

  /** Replaces all entries by one, whatever tab wrote them. Merging is synchronous, so the transaction stays open. */
  async #merge(): Promise<void> {
    this.#entries = 1;
    try {
      const transaction = this.#database!.transaction("updates", "readwrite");
      const merged = Y.mergeUpdates(await transaction.store.getAll());
      await transaction.store.clear();
      await transaction.store.add(merged);
      await transaction.done;
    } catch {
      // The entries are as they were, and are merged later.
    }
  }

  async #openDatabase(): Promise<IDBPDatabase<Schema>> {
    const database = await openDB<Schema>(copyName(this.#slug), 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore("updates", { autoIncrement: true });
        fresh.createObjectStore("facts");
      },
      // Another tab deletes the copy.
      blocking: () => {
        database.close();
        this.#end();
      },
      // The browser has closed it, as when the person clears what the site keeps.
      terminated: () => this.#reopen(),
    });
    return database;
  }

  async #reopen(): Promise<void> {
    try {
      this.#database = await this.#openDatabase();
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
