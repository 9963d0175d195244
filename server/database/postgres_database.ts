import postgres, { type Sql } from "postgres";
import { Buffer } from "node:buffer";
import { type Clock, systemClock } from "../../board/clock.ts";
import type { Commit, Database, Entry, Key, KeyRange, MaybeEntry, Notifications, Version } from "./database.ts";
import { decodeKey, encodeKey } from "./key_encoding.ts";
import { boundsOf } from "./key_range.ts";
import { LIST_MAX, READS_MAX, requireAtMost, requireWithinLimits } from "./limits.ts";
import { commitArguments } from "./postgres_commit.ts";
import { isLostConnection, isRolledBack, postgresReason } from "./postgres_errors.ts";
import { CHANNEL, PostgresListener } from "./postgres_listener.ts";
import { migrate } from "./postgres_schema.ts";
import { examineSettings } from "./postgres_settings.ts";
import { decodeValue } from "./value_encoding.ts";

/** Connections to PostgreSQL. Each one carries several statements at once. */
const CONNECTIONS = 8;
/** An operation that takes longer fails, and all connections are replaced, ms. */
const PATIENCE_MS = 10_000;
/** The same for opening a connection, s. */
const CONNECT_S = 5;
/** The longest time before the next attempt to connect, s. */
const BACKOFF_MAX_S = 2;
/** Operations that have not ended when the database is closed fail after this, s. */
const CLOSE_S = 1;
/** Expired rows are deleted this often, ms, and at most so many at once. */
const SWEEP_MS = 60_000;
const SWEEP_ROWS = 1_000;
/** So often is a commit tried that PostgreSQL rolls back for the sake of another one. */
const COMMIT_TRIES = 5;
/** So often is a read tried. Every lost connection can fail two: by the message that ends it, and by its end. */
const READ_TRIES = 2 * CONNECTIONS + 1;

const UNEXPIRED = "(expires is null or expires > now())";
const SWEEP = `delete from drawbridge where k in (
  select k from drawbridge where expires <= now() order by k limit ${SWEEP_ROWS} for update skip locked)`;

interface Row {
  readonly k: Uint8Array;
  readonly v: Uint8Array;
  readonly ver: string;
}

export interface PostgresOptions {
  /** Called with a sentence for operators when the settings of PostgreSQL do not suit. */
  readonly warn?: (sentence: string) => void;
  readonly clock?: Clock;
}

/**
 * PostgreSQL 15 or later. One table holds all keys; every operation is one statement.
 *
 * Statements contain their values, as hexadecimal digits and numbers, and are sent as simple queries: these need one
 * round trip, and work behind a pooler that gives each transaction another connection.
 */
export class PostgresDatabase implements Database {
  readonly isShared = true;
  readonly notifications: Notifications;
  readonly #url: URL;
  readonly #clock: Clock;
  #sql: Sql;
  #isClosed = false;
  /** Operations in progress. */
  readonly #running = new Set<Promise<unknown>>();
  #cancelSweep = () => {};
  readonly #listeners = new Set<PostgresListener>();
  #ended: Promise<void> = Promise.resolve();

  /**
   * Examines the settings and creates or upgrades the tables.
   *
   * @throws when PostgreSQL cannot be reached or used
   */
  static async open(url: string, { warn = () => {}, clock = systemClock }: PostgresOptions = {}) {
    const database = new PostgresDatabase(new URL(url), clock);
    try {
      for (const warning of await examineSettings(database.#sql)) warn(warning);
      await migrate(database.#sql);
    } catch (cause) {
      database.close();
      await database.ended;
      throw new Error(postgresReason(cause), { cause });
    }
    database.#sweepLater();
    return database;
  }

  private constructor(url: URL, clock: Clock) {
    this.#url = url;
    this.#clock = clock;
    this.#sql = connect(url);
    this.notifications = {
      notify: async (text) => void await this.#run(`select pg_notify(${CHANNEL}, '${text.replaceAll("'", "''")}')`),
      listen: (listener) => {
        const options = { max: 1, idle_timeout: null, max_lifetime: null };
        const listening = new PostgresListener((on) => connect(url, { ...options, ...on }), listener, { clock });
        this.#listeners.add(listening);
        return listening;
      },
    };
  }

  async get<T>(key: Key): Promise<MaybeEntry<T>> {
    return (await this.getMany<T>([key]))[0];
  }

  async getMany<T>(keys: readonly Key[]): Promise<MaybeEntry<T>[]> {
    requireAtMost("keys to read", keys.length, READS_MAX);
    const names = keys.map((key) => hex(encodeKey(key)));
    const array = `{${names.map((name) => `"\\\\x${name}"`)}}`;
    const rows = await this.#read(
      `select k, v, ver from drawbridge where k = any('${array}'::bytea[]) and ${UNEXPIRED}`,
    );
    const found = new Map(rows.map((row) => [hex(row.k), row]));
    return keys.map((key, i) => {
      const row = found.get(names[i]);
      return row ? { key, value: decodeValue(row.v) as T, version: row.ver } : { key, value: null, version: null };
    });
  }

  async list<T>(
    range: KeyRange,
    { limit, isReverse = false }: { limit: number; isReverse?: boolean },
  ): Promise<Entry<T>[]> {
    requireAtMost("entries to read", limit, LIST_MAX);
    const { start, end } = boundsOf(range);
    const rows = await this.#read(
      `select k, v, ver from drawbridge
         where k >= '\\x${hex(start)}'::bytea and k < '\\x${hex(end)}'::bytea and ${UNEXPIRED}
         order by k ${isReverse ? "desc" : "asc"} limit ${Math.trunc(limit)}`,
    );
    return rows.map(({ k, v, ver }) => ({ key: decodeKey(k), value: decodeValue(v) as T, version: ver }));
  }

  async commit(commit: Commit): Promise<Version | undefined> {
    this.#requireOpen();
    requireWithinLimits(commit);
    const changes = commitArguments(commit);
    if (changes === undefined) return undefined;
    for (let tries = 1;; tries++) {
      const version = crypto.randomUUID();
      try {
        const [{ is_done }] = await this.#run<{ is_done: boolean }>(
          `select drawbridge_commit('${version}', ${changes}) as is_done`,
        );
        return is_done ? version : undefined;
      } catch (error) {
        if (tries === COMMIT_TRIES || !isRolledBack((error as Error).cause)) throw error;
      }
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelSweep();
    for (const listener of this.#listeners) listener.close();
    const ended = [...this.#listeners].map((listener) => listener.ended);
    this.#ended = Promise.all([this.#end(), ...ended]).then(() => {});
  }

  /** After `close`: resolves when no connection is left. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Repeats a read whose connection was lost: a commit could have taken effect, a read changes nothing. */
  async #read(statement: string): Promise<readonly Row[]> {
    for (let tries = 1;; tries++) {
      try {
        return await this.#run<Row>(statement);
      } catch (error) {
        if (tries === READ_TRIES || !isLostConnection((error as Error).cause)) throw error;
      }
    }
  }

  async #run<R>(statement: string): Promise<readonly R[]> {
    this.#requireOpen();
    const sql = this.#sql;
    const late = Promise.withResolvers<never>();
    const cancel = this.#clock.after(PATIENCE_MS, () => {
      late.reject(new Error(`PostgreSQL does not answer within ${PATIENCE_MS / 1_000} s`));
      this.#replace(sql);
    });
    const running = Promise.race([sql.unsafe(statement) as unknown as Promise<R[]>, late.promise]);
    this.#running.add(running);
    try {
      return await running;
    } catch (cause) {
      throw new Error(`Cannot use the database as ${postgresReason(cause)}`, { cause });
    } finally {
      this.#running.delete(running);
      cancel();
    }
  }

  /**
   * Ends all connections once no operation is in progress. The client waits until an idle connection is closed, but
   * only until a busy one has ended its operation.
   */
  async #end(): Promise<void> {
    const { promise: isLate, resolve } = Promise.withResolvers<"late">();
    const cancel = this.#clock.after(CLOSE_S * 1_000, () => resolve("late"));
    const ending = await Promise.race([isLate, Promise.allSettled(this.#running)]);
    cancel();
    await this.#sql.end({ timeout: ending === "late" ? 0 : CLOSE_S });
  }

  /** Ends connections that hang; whatever waits on them fails. */
  #replace(hanging: Sql): void {
    if (this.#sql !== hanging || this.#isClosed) return;
    this.#sql = connect(this.#url);
    void hanging.end({ timeout: 0 });
  }

  #sweepLater(): void {
    this.#cancelSweep = this.#clock.after(SWEEP_MS, async () => {
      // Expired rows are invisible, so a failed sweep does no harm.
      await this.#run(SWEEP).catch(() => {});
      if (!this.#isClosed) this.#sweepLater();
    });
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new Error("Cannot use the database as it is closed");
  }
}

/** `?host=/run/postgresql` names the folder of a Unix socket, as in other clients. */
function connect(address: URL, options: object = {}): Sql {
  const url = new URL(address);
  const host = url.searchParams.get("host");
  url.searchParams.delete("host");
  return postgres(url.href, {
    ...(host && { host }),
    max: CONNECTIONS,
    connect_timeout: CONNECT_S,
    backoff: (retries: number) => Math.min(BACKOFF_MAX_S, 0.05 * 2 ** retries) * (0.5 + Math.random() / 2),
    fetch_types: false,
    no_subscribe: true,
    onnotice: () => {},
    connection: { application_name: "drawbridge", standard_conforming_strings: "on" },
    ...options,
  } as postgres.Options<Record<string, never>>);
}

function hex(bytes: Uint8Array): string {
  return `${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}
