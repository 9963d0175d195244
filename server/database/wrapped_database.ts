import type { Commit, Database, Entry, Key, KeyRange, MaybeEntry, Notifications, Version } from "./database.ts";

export type Operation = "get" | "list" | "commit";

/** Runs one operation of a database. */
export type Around = <T>(run: () => Promise<T>, operation: Operation) => Promise<T>;

/** A database with `around` called for each of its operations. */
export class WrappedDatabase implements Database {
  readonly isShared?: boolean;
  readonly watch?: Database["watch"];
  readonly notifications?: Notifications;
  readonly #inner: Database;
  readonly #around: Around;

  constructor(inner: Database, around: Around) {
    this.#inner = inner;
    this.#around = around;
    if (inner.isShared) this.isShared = true;
    if (inner.watch) this.watch = (keys, changed) => inner.watch!(keys, changed);
    if (inner.notifications) this.notifications = inner.notifications;
  }

  get<T>(key: Key): Promise<MaybeEntry<T>> {
    return this.#around(() => this.#inner.get<T>(key), "get");
  }

  getMany<T>(keys: readonly Key[]): Promise<MaybeEntry<T>[]> {
    return this.#around(() => this.#inner.getMany<T>(keys), "get");
  }

  list<T>(range: KeyRange, page: { limit: number; isReverse?: boolean }): Promise<Entry<T>[]> {
    return this.#around(() => this.#inner.list<T>(range, page), "list");
  }

  commit(commit: Commit): Promise<Version | undefined> {
    return this.#around(() => this.#inner.commit(commit), "commit");
  }

  close(): void {
    this.#inner.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
