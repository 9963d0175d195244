import type { Clock } from "../../board/clock.ts";
import { Commit, type Database, entries, type Entry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { Log } from "../process/log.ts";

/** Interval of the heartbeats, ms. Three may be late before an instance counts as dead. */
export const BEAT_MS = 3_000;
/** A heartbeat is valid for this long, ms. */
export const VALID_MS = 10_000;
/** Records of dead instances may be deleted after this, ms. */
const FORGOTTEN_MS = 60_000;

interface InstanceRecord {
  /** The origin at which others reach the instance; absent where instances have none, as on Deno Deploy. */
  readonly address?: string;
  /** The time until which the instance counts as alive, ms since 1970. */
  readonly until: number;
}

export interface LiveInstancesOptions {
  /** Identifies this process. */
  readonly id?: string;
  /** The origin at which others reach this instance; undefined: they do not. */
  readonly address?: string | undefined;
  readonly clock: Clock;
  /** Time that all instances share, ms since 1970. */
  readonly today?: () => number;
  readonly log: Log;
}

/** The instances that use one database: each has a record there, which its heartbeat renews. */
export class LiveInstances {
  readonly id: string;
  readonly #database: Database;
  readonly #options: LiveInstancesOptions;
  readonly #today: () => number;
  readonly #onBeat: (() => Promise<void>)[] = [];
  #others = new Set<string>();
  #first: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #isClosed = false;

  constructor(database: Database, options: LiveInstancesOptions) {
    this.#database = database;
    this.#options = options;
    this.id = options.id ?? crypto.randomUUID();
    this.#today = options.today ?? Date.now;
  }

  /** Ids of the other instances that lived at the last heartbeat, and of those that were heard since. */
  get others(): ReadonlySet<string> {
    return this.#others;
  }

  /** True until it is closed and once it has started. */
  get isBeating(): boolean {
    return this.#first !== undefined && !this.#isClosed;
  }

  /** Begins the heartbeat. Resolves once the first one is stored, or has failed. Safe to call twice. */
  start(): Promise<void> {
    return this.#first ??= this.#beat().then(() => this.#schedule());
  }

  /** Calls `run` after each heartbeat except the first. */
  onBeat(run: () => Promise<void>): void {
    this.#onBeat.push(run);
  }

  /** Another instance was heard, so it lives. */
  heard(id: string): void {
    if (id !== this.id) this.#others.add(id);
  }

  /** The address of another instance, if it lives and has one. */
  async addressOf(id: string): Promise<string | undefined> {
    if (id === this.id) return undefined;
    const { value } = await this.#database.get<InstanceRecord>(KEY.instance(id));
    return value !== null && this.#isOther(value) ? value.address : undefined;
  }

  /** Ends the heartbeat and deletes the record, so that others know at once. Rejects when the database fails. */
  async leave(): Promise<void> {
    this.close();
    if (this.#first === undefined) return;
    await this.#first;
    await this.#database.commit(new Commit().delete(KEY.instance(this.id)));
  }

  /** Ends the heartbeat. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#cancel = this.#options.clock.after(BEAT_MS, async () => {
      await this.#beat();
      for (const run of this.#onBeat) if (!this.#isClosed) await run();
      this.#schedule();
    });
  }

  async #beat(): Promise<void> {
    try {
      const { address } = this.#options;
      const record: InstanceRecord = { ...(address !== undefined && { address }), until: this.#today() + VALID_MS };
      await this.#database.commit(new Commit().set(KEY.instance(this.id), record, { expireIn: FORGOTTEN_MS }));
      const others = new Set<string>();
      const all: AsyncIterable<Entry<InstanceRecord>> = entries(this.#database, { prefix: KEY.instances() });
      for await (const { key, value } of all) {
        const id = String(key.at(-1));
        if (id !== this.id && this.#isOther(value)) others.add(id);
      }
      this.#others = others;
    } catch (error) {
      if (!this.#isClosed) this.#options.log("warn", "heartbeat failed", { error });
    }
  }

  /** False for an earlier process at our own address, which must have ended. */
  #isOther({ address, until }: InstanceRecord): boolean {
    return until > this.#today() && (address === undefined || address !== this.#options.address);
  }
}
