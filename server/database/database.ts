/**
 * A key-value database that keeps its keys in order and commits atomically.
 *
 * Guarantees of every implementation:
 *  - When `commit` resolves with a version, the commit is durable. A commit takes effect completely or not at all, also
 *    in a crash. When it rejects, either may have happened.
 *  - Reads see every commit that resolved before them. The entries of one `getMany` or `list` are from one moment.
 *  - Every commit gives the keys that it sets a new version, which no key had before.
 *  - Bytes belong to who read them, and to who committed them once the commit has resolved: both may overwrite them.
 *  - A commit, key or value beyond the limits in `limits.ts` rejects and changes nothing.
 *
 * Values are whatever the structured clone algorithm copies; an `undefined` property may be lost.
 */
export interface Database extends Disposable {
  get<T>(key: Key): Promise<MaybeEntry<T>>;

  /** Reads up to `READS_MAX` keys. */
  getMany<T>(keys: readonly Key[]): Promise<MaybeEntry<T>[]>;

  /** The first entries of a range, in the order of their keys; `isReverse`: the last ones, in the opposite order. */
  list<T>(range: KeyRange, page: { readonly limit: number; readonly isReverse?: boolean }): Promise<Entry<T>[]>;

  /** @returns the version that the keys have now; undefined when a check failed; then nothing has changed */
  commit(commit: Commit): Promise<Version | undefined>;

  /** True when processes on several machines can use the database, so that others must be expected. */
  readonly isShared?: boolean;

  /**
   * Calls `changed` after changes of these keys, up to `READS_MAX`. It may miss changes, or never call. Absent where
   * the database cannot watch.
   *
   * @returns a function that ends the watch
   */
  watch?(keys: readonly Key[], changed: () => void): () => void;

  /** Absent where processes that use the database cannot notify each other. */
  readonly notifications?: Notifications;

  /** Safe to call twice. */
  close(): void;
}

/** Short texts to all processes that use the same keys. They may be lost. */
export interface Notifications {
  /** The text has at most 7,900 bytes. */
  notify(text: string): Promise<void>;
  listen(listener: NotificationListener): Listening;
}

export interface NotificationListener {
  /** Also called for the process's own notifications. */
  hear(text: string): void;
  /** Called whenever listening begins, also after a lost connection. */
  listening(): void;
}

export interface Listening {
  /** False until it listens for the first time, and from the loss of the connection to the next time. */
  readonly isListening: boolean;
  /** Connects again, because nothing is heard. */
  restart(): void;
  /** Safe to call twice. */
  close(): void;
}

/**
 * The order of keys: part by part, and a key before all keys that it is a prefix of. Bytes come first, then strings by
 * their UTF-8, numbers, false, true.
 */
export type Key = readonly KeyPart[];
export type KeyPart = Uint8Array | string | number | boolean;

/** Identifies one state of a key. */
export type Version = string;

export interface Entry<T> {
  readonly key: Key;
  readonly value: T;
  readonly version: Version;
}

export type MaybeEntry<T> = Entry<T> | { readonly key: Key; readonly value: null; readonly version: null };

/** From `start` to before `end`. With a prefix: only keys that extend it, without the prefix itself. */
export type KeyRange =
  | { readonly prefix: Key; readonly start?: Key }
  | { readonly prefix: Key; readonly end: Key }
  | { readonly start: Key; readonly end: Key };

/** A commit fails when the version of this key is another one. Null: when the key exists. */
export interface Check {
  readonly key: Key;
  readonly version: Version | null;
}

export type Mutation =
  | { readonly type: "set"; readonly key: Key; readonly value: unknown; readonly expireIn?: number }
  | { readonly type: "delete"; readonly key: Key };

/** The checks and mutations of one atomic commit. Mutations apply in order. */
export class Commit {
  readonly checks: Check[] = [];
  readonly mutations: Mutation[] = [];

  check(...checks: readonly Check[]): this {
    for (const { key, version } of checks) this.checks.push({ key, version });
    return this;
  }

  /** @param expireIn ms after which the database may delete the key by itself; it may take longer */
  set(key: Key, value: unknown, { expireIn }: { expireIn?: number } = {}): this {
    this.mutations.push({ type: "set", key, value, ...(expireIn !== undefined && { expireIn }) });
    return this;
  }

  delete(key: Key): this {
    this.mutations.push({ type: "delete", key });
    return this;
  }
}

/** All entries of a range. Each page is read when it is needed, and entries may change between pages. */
export async function* entries<T>(
  database: Database,
  range: KeyRange,
  { pageSize = 100 }: { pageSize?: number } = {},
): AsyncGenerator<Entry<T>> {
  for (let rest = range;;) {
    const page = await database.list<T>(rest, { limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    const start = after(page.at(-1)!.key);
    rest = "end" in range ? { start, end: range.end } : { prefix: range.prefix, start };
  }
}

/** The first possible key after this one: empty bytes are the smallest part. */
function after(key: Key): Key {
  return [...key, new Uint8Array()];
}
