import { Buffer } from "node:buffer";
import type { Commit, Database, Entry, Key, KeyRange, MaybeEntry, Version } from "./database.ts";
import { encodeKey } from "./key_encoding.ts";
import { boundsOf } from "./key_range.ts";
import { LIST_MAX, READS_MAX, requireAtMost, requireWithinLimits } from "./limits.ts";

interface Stored extends Entry<unknown> {
  /** ms since 1970. */
  readonly expires: number;
}

/** A database that exists as long as its object. */
export class MemoryDatabase implements Database {
  /** Encoded keys, one character for each byte; `#order` has them sorted. */
  readonly #stored = new Map<string, Stored>();
  #order: string[] | undefined;
  readonly #now: () => number;
  #commits = 0;
  #isClosed = false;

  constructor({ now = Date.now }: { now?: () => number } = {}) {
    this.#now = now;
  }

  async get<T>(key: Key): Promise<MaybeEntry<T>> {
    return (await this.getMany<T>([key]))[0];
  }

  // deno-lint-ignore require-await
  async getMany<T>(keys: readonly Key[]): Promise<MaybeEntry<T>[]> {
    this.#requireOpen();
    requireAtMost("keys to read", keys.length, READS_MAX);
    return keys.map((key) => {
      const stored = this.#read(encode(key));
      return stored ? copy<T>(stored) : { key, value: null, version: null };
    });
  }

  // deno-lint-ignore require-await
  async list<T>(
    range: KeyRange,
    { limit, isReverse = false }: { limit: number; isReverse?: boolean },
  ): Promise<Entry<T>[]> {
    this.#requireOpen();
    requireAtMost("entries to read", limit, LIST_MAX);
    const order = this.#order ??= [...this.#stored.keys()].sort();
    const { start, end } = boundsOf(range);
    const [first, last] = [position(order, nameOf(start)), position(order, nameOf(end)) - 1];
    const found: Entry<T>[] = [];
    for (let i = 0; i <= last - first && found.length < limit; i++) {
      const stored = this.#read(order[isReverse ? last - i : first + i]);
      if (stored) found.push(copy<T>(stored));
    }
    return found;
  }

  // deno-lint-ignore require-await
  async commit(commit: Commit): Promise<Version | undefined> {
    this.#requireOpen();
    requireWithinLimits(commit);
    for (const { key, version } of commit.checks) {
      if ((this.#read(encode(key))?.version ?? null) !== version) return undefined;
    }
    const version = String(++this.#commits).padStart(20, "0");
    // Everything that can throw comes before the first change.
    const changes = commit.mutations.map((mutation) => {
      const name = encode(mutation.key);
      if (mutation.type === "delete") return { name };
      const { key, value, expireIn = Infinity } = mutation;
      return { name, stored: { ...cloned({ key, value }), version, expires: this.#now() + expireIn } };
    });
    for (const { name, stored } of changes) {
      if (stored ? !this.#stored.has(name) : this.#stored.delete(name)) this.#order = undefined;
      if (stored) this.#stored.set(name, stored);
    }
    return version;
  }

  close(): void {
    this.#isClosed = true;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #read(name: string): Stored | undefined {
    const stored = this.#stored.get(name);
    return stored && stored.expires > this.#now() ? stored : undefined;
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new Error("Cannot use the database as it is closed");
  }
}

function copy<T>({ key, value, version }: Stored): Entry<T> {
  return { ...cloned({ key, value }), version } as Entry<T>;
}

/** Of bytes, only these: `structuredClone` also copies what their buffer contains besides them. */
function cloned({ key, value }: Pick<Stored, "key" | "value">): Pick<Stored, "key" | "value"> {
  return {
    key: structuredClone(key),
    value: value instanceof Uint8Array ? new Uint8Array(value) : structuredClone(value),
  };
}

function encode(key: Key): string {
  return nameOf(encodeKey(key));
}

function nameOf(encoded: Uint8Array): string {
  return Buffer.from(encoded).toString("latin1");
}

/** The index of the first name that is not before `name`. */
function position(order: readonly string[], name: string): number {
  let low = 0, high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle] < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
