import type { Clock } from "../../board/clock.ts";
import { Commit, type Database, type Key, type MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { READS_MAX } from "../database/limits.ts";
import type { LiveInstances } from "../instances/live_instances.ts";
import type { NoticeListener, Notices } from "./notices.ts";

/** Notices of an instance that its key holds, so that a reader may miss some states of the key. */
const KEPT = 10;
/** The key expires after this, ms: the notices of a dead instance are of no use. */
const KEPT_MS = 60_000;
/** Interval at which the keys of other instances are read, ms. */
const POLL_MS = 500;

interface NoticesRecord {
  /** Number of the last notice. */
  readonly number: number;
  /** The last notices, oldest first. */
  readonly notices: readonly Uint8Array[];
}

export interface StoredNoticesOptions {
  readonly live: LiveInstances;
  readonly clock: Clock;
}

/**
 * Notices in the database, for databases without notifications: each instance writes its own key, at most five times a
 * second, and the others read it. While another instance lives, keys are read twice a second, and at once when the
 * database can watch keys. Otherwise nothing is read or written.
 */
export class StoredNotices implements Notices {
  /** The key holds `KEPT` notices, and a value at most 64 KiB. */
  readonly bytesMax = 6_000;
  readonly intervalMs = 200;
  readonly #database: Database;
  readonly #options: StoredNoticesOptions;
  /** Number of the last notice that was heard of each instance. */
  readonly #heard = new Map<string, number>();
  #record: NoticesRecord = { number: 0, notices: [] };
  #listener: NoticeListener | undefined;
  #watched = "";
  #stopWatching: (() => void) | undefined;
  #reading: Promise<void> | undefined;
  #isStale = false;
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(database: Database, options: StoredNoticesOptions) {
    [this.#database, this.#options] = [database, options];
  }

  listen(listener: NoticeListener): void {
    this.#listener = listener;
    this.#schedule();
  }

  async send(notice: Uint8Array): Promise<void> {
    const { number, notices } = this.#record;
    this.#record = { number: number + 1, notices: [...notices.slice(1 - KEPT), notice] };
    const key = KEY.notices(this.#options.live.id);
    await this.#database.commit(new Commit().set(key, this.#record, { expireIn: KEPT_MS }));
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
    this.#stopWatching?.();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#cancel = this.#options.clock.after(POLL_MS, async () => {
      await this.#read();
      this.#schedule();
    });
  }

  /** Reads all keys; once more when it is asked for meanwhile. */
  #read(): Promise<void> {
    this.#isStale = true;
    return this.#reading ??= (async () => {
      while (this.#isStale && !this.#isClosed) {
        this.#isStale = false;
        // A failed read is repeated soon.
        await this.#readOnce().catch(() => {});
      }
      this.#reading = undefined;
    })();
  }

  async #readOnce(): Promise<void> {
    const others = [...this.#options.live.others].sort();
    this.#watch(others.map(KEY.notices));
    for (const id of this.#heard.keys()) if (!others.includes(id)) this.#heard.delete(id);
    for (let i = 0; i < others.length; i += READS_MAX) {
      const some = others.slice(i, i + READS_MAX);
      const read: MaybeEntry<NoticesRecord>[] = await this.#database.getMany(some.map(KEY.notices));
      if (this.#isClosed) return;
      for (const [j, { value }] of read.entries()) this.#hear(some[j], value);
    }
  }

  #hear(id: string, record: NoticesRecord | null): void {
    const heard = this.#heard.get(id);
    if (!isRecord(record)) return void (heard ?? this.#heard.set(id, 0));
    const { number, notices } = record;
    this.#heard.set(id, number);
    // Notices from before this instance listened may be old.
    if (heard === undefined) return this.#listener?.gap();
    const missed = number - heard;
    if (missed > notices.length) this.#listener?.gap();
    if (missed > 0) { for (const notice of notices.slice(-missed)) this.#listener?.notice(notice); }
  }

  #watch(keys: readonly Key[]): void {
    const watched = JSON.stringify(keys);
    if (watched === this.#watched || this.#database.watch === undefined) return;
    this.#watched = watched;
    this.#stopWatching?.();
    const stops: (() => void)[] = [];
    for (let i = 0; i < keys.length; i += READS_MAX) {
      stops.push(this.#database.watch(keys.slice(i, i + READS_MAX), () => void this.#read()));
    }
    this.#stopWatching = () => stops.forEach((stop) => stop());
  }
}

function isRecord(value: unknown): value is NoticesRecord {
  const { number, notices } = Object(value);
  return Number.isSafeInteger(number) && Array.isArray(notices) && notices.every((each) => each instanceof Uint8Array);
}
