import type { Clock } from "../../board/clock.ts";
import { Commit, type Database, type MaybeEntry, type Version } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { READS_MAX } from "../database/limits.ts";
import type { Log } from "../process/log.ts";
import { BEAT_MS, type LiveInstances } from "./live_instances.ts";

/** Attempts of a claim: each failed one means that another instance changed the lease meanwhile. */
const ATTEMPTS = 3;

interface LeaseRecord {
  /** Id of the instance that serves the board. */
  readonly instance: string;
}

interface Held {
  readonly version: Version;
  /** When it was claimed, in the clock's ms. */
  readonly since: number;
}

export interface BoardLeasesOptions {
  readonly live: LiveInstances;
  readonly clock: Clock;
  readonly log: Log;
  /** The boards that are loaded here. */
  readonly loaded: () => Iterable<string>;
  /** True when that instance answers. */
  readonly isReachable: (address: string) => Promise<boolean>;
  /** A board that is loaded here is leased by another instance, which answers. */
  readonly onLost: (board: string) => void;
}

/**
 * Leases of boards: records in the database that say which instance serves which board. One heartbeat for each instance
 * renews all of its leases. A lease only decides to which instance people are sent. Two instances that serve one board
 * lose no change, because the log accepts an entry only from a writer that knows the previous one. So a wrong, stale or
 * missing lease is harmless, and errors of the database mean that the board is served here.
 */
export class BoardLeases {
  readonly #database: Database;
  readonly #options: BoardLeasesOptions;
  readonly #live: LiveInstances;
  readonly #held = new Map<string, Held>();
  #hadOthers = true;
  #isLeaving = false;
  #isClosed = false;

  constructor(database: Database, options: BoardLeasesOptions) {
    this.#database = database;
    this.#options = options;
    this.#live = options.live;
    this.#live.onBeat(() => this.#compare().catch((error) => this.#failed(error)));
  }

  /**
   * Claims the board for this instance, unless another living instance holds it.
   *
   * @param options.unreachable address of an instance that did not answer: the board is taken from it
   * @returns the address of the instance that holds it; undefined: serve it here
   */
  async claim(board: string, { unreachable }: { readonly unreachable?: string } = {}): Promise<string | undefined> {
    if (this.#isLeaving) return undefined;
    try {
      // Others ignore leases of an instance without a heartbeat.
      await this.#live.start();
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const lease = await this.#database.get<LeaseRecord>(KEY.lease(board));
        const address = await this.#addressOf(lease);
        if (address !== undefined && address !== unreachable) return address;
        if (await this.#take(board, lease)) return undefined;
      }
    } catch (error) {
      this.#failed(error);
    }
    return undefined;
  }

  /** The address of another living instance that holds the board; undefined: serve it here. Claims nothing. */
  async holder(board: string): Promise<string | undefined> {
    if (this.#held.has(board)) return undefined;
    try {
      return await this.#addressOf(await this.#database.get<LeaseRecord>(KEY.lease(board)));
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  /** Frees the board if this instance holds it. */
  async free(board: string): Promise<void> {
    const held = this.#held.get(board);
    if (held === undefined || this.#isLeaving) return;
    this.#held.delete(board);
    const [key, { version }] = [KEY.lease(board), held];
    await this.#database.commit(new Commit().check({ key, version }).delete(key)).catch((error) => this.#failed(error));
  }

  /** Ends the heartbeat and frees all boards, so that other instances can claim them at once. Safe to call twice. */
  async leave(): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    this.close();
    try {
      // Without its heartbeat, this instance holds nothing, so the leases need no checks. They are deleted to tidy up.
      await this.#live.leave();
      const boards = [...this.#held.keys()];
      for (const some of inGroups(boards, READS_MAX)) await this.#deleteOwn(some);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
  }

  /** Compares the leases with the boards that are loaded here. */
  async #compare(): Promise<void> {
    const { loaded, clock } = this.#options;
    const hasOthers = this.#live.others.size > 0;
    const boards = new Set(loaded());
    for (const [board, { since }] of this.#held) {
      // A claim comes before the load. A load that was refused leaves a lease without a board.
      if (!boards.has(board) && clock.now() - since >= BEAT_MS) await this.free(board);
    }
    // Nobody else can have taken a lease while this instance is alone.
    const isAlone = !hasOthers && !this.#hadOthers;
    this.#hadOthers = hasOthers;
    const unsure = [...boards].filter((board) => !isAlone || !this.#held.has(board));
    for (const some of inGroups(unsure, READS_MAX)) {
      if (this.#isClosed) return;
      const leases = await this.#database.getMany<LeaseRecord>(some.map(KEY.lease));
      for (const [i, lease] of leases.entries()) await this.#settle(some[i], lease);
    }
  }

  async #settle(board: string, lease: MaybeEntry<LeaseRecord>): Promise<void> {
    const address = await this.#addressOf(lease);
    if (this.#isClosed) return;
    if (address === undefined) await this.#take(board, lease);
    else {
      this.#held.delete(board);
      if (await this.#options.isReachable(address) && !this.#isClosed) this.#options.onLost(board);
    }
  }

  /** @returns false when the lease has changed since it was read */
  async #take(board: string, lease: MaybeEntry<LeaseRecord>): Promise<boolean> {
    const [key, value] = [KEY.lease(board), { instance: this.#live.id }];
    const isOwn = lease.value?.instance === this.#live.id;
    const version = isOwn
      ? lease.version
      : await this.#database.commit(new Commit().check({ key, version: lease.version }).set(key, value));
    if (version === undefined || version === null) return false;
    if (!this.#isLeaving) this.#held.set(board, { version, since: this.#options.clock.now() });
    return true;
  }

  /** Undefined when no other living instance holds the lease. */
  async #addressOf({ value }: MaybeEntry<LeaseRecord>): Promise<string | undefined> {
    return value === null ? undefined : await this.#live.addressOf(value.instance);
  }

  async #deleteOwn(boards: readonly string[]): Promise<void> {
    const leases = await this.#database.getMany<LeaseRecord>(boards.map(KEY.lease));
    const own = leases.filter(({ value }) => value?.instance === this.#live.id);
    const commit = new Commit().check(...own);
    for (const { key } of own) commit.delete(key);
    if (own.length > 0) await this.#database.commit(commit);
  }

  #failed(error: unknown): void {
    if (!this.#isClosed) this.#options.log("warn", "leases failed", { error });
  }
}

function inGroups<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
