import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import * as Y from "yjs";
import type { Origin } from "../../board/document.ts";
import { copyName } from "./copy_name.ts";

interface Schema extends DBSchema {
  updates: { key: number; value: Uint8Array };
  facts: { key: string; value: number };
}

/** Updates of others are written together, this long after the first, ms: the server has them anyway. */
const FOREIGN_MS = 500;

/** Entries that make opening slow enough to be worth merging. */
const ENTRIES_MAX = 300;

/**
 * The board on this device: every change is written at once, so that neither a lost server nor a closed tab loses it.
 * Several tabs may write to one copy: entries are only added, and merging happens inside one transaction.
 */
export class LocalCopy {
  readonly #doc: Y.Doc;
  readonly #failed: (error: unknown) => void;
  #database: IDBPDatabase<Schema> | undefined;
  #foreign: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #entries = 0;
  #isBroken = false;

  /** `failed` is called when the device cannot keep changes: private mode, full disk, storage evicted. */
  constructor(doc: Y.Doc, failed: (error: unknown) => void) {
    this.#doc = doc;
    this.#failed = failed;
  }

  /** True while changes survive a reload. */
  get isKept(): boolean {
    return this.#database !== undefined && !this.#isBroken;
  }

  /**
   * Applies what is kept, and keeps what changes from now on.
   * @returns how many of my changes were not confirmed by the server when the copy was last written; 0 if it cannot be read
   */
  async open(slug: string): Promise<number> {
    this.#doc.on("update", this.#onUpdate);
    try {
      const database = await openDB<Schema>(copyName(slug), 1, {
        upgrade: (fresh) => {
          fresh.createObjectStore("updates", { autoIncrement: true });
          fresh.createObjectStore("facts");
        },
        blocking: () => database.close(),
      });
      const [updates, unsaved] = await Promise.all([database.getAll("updates"), database.get("facts", "unsaved")]);
      const origin: Origin = "cache";
      this.#doc.transact(() => {
        for (const update of updates) Y.applyUpdate(this.#doc, update, origin);
      }, origin);
      this.#database = database;
      this.#entries = updates.length;
      this.#write(this.#foreign.splice(0));
      if (this.#entries > ENTRIES_MAX) await this.#merge();
      return unsaved ?? 0;
    } catch (error) {
      this.#broken(error);
      return 0;
    }
  }

  /** Remembers how many changes the server has not confirmed. */
  noteUnsaved(changes: number): void {
    this.#put("facts", changes, "unsaved");
  }

  /** Writes what is still held back; for when the page goes away. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#database) this.#write(this.#foreign.splice(0));
  }

  close(): void {
    this.#doc.off("update", this.#onUpdate);
    this.flush();
    this.#database?.close();
    this.#database = undefined;
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === ("cache" satisfies Origin) || this.#isBroken) return;
    this.#foreign.push(update);
    if (this.#database === undefined) return; // written when it is open
    if (origin !== ("remote" satisfies Origin)) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FOREIGN_MS);
  };

  #write(updates: readonly Uint8Array[]): void {
    if (updates.length === 0 || this.#database === undefined) return;
    const merged = updates.length === 1 ? updates[0] : Y.mergeUpdates([...updates]);
    this.#entries++;
    this.#put("updates", merged);
    if (this.#entries > ENTRIES_MAX) this.#merge().catch((error) => this.#broken(error));
  }

  /**
   * Writes one value. The commit is asked for at once: without that the browser waits until the page has heard that
   * all is written, and drops it when the page is gone by then.
   */
  async #put<Name extends "updates" | "facts">(
    name: Name,
    value: Schema[Name]["value"],
    key?: Schema[Name]["key"],
  ): Promise<void> {
    if (this.#database === undefined) return;
    try {
      const transaction = this.#database.transaction(name, "readwrite");
      transaction.store.put(value, key).catch(() => {}); // `done` says it too
      transaction.commit();
      await transaction.done;
    } catch (error) {
      this.#broken(error);
    }
  }

  /** Replaces all entries by one, whatever tab wrote them. Merging is synchronous, so the transaction stays open. */
  async #merge(): Promise<void> {
    this.#entries = 1;
    const transaction = this.#database!.transaction("updates", "readwrite");
    const updates = await transaction.store.getAll();
    const merged = Y.mergeUpdates(updates);
    await transaction.store.clear();
    await transaction.store.add(merged);
    await transaction.done;
  }

  #broken(error: unknown): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#failed(error);
  }
}
