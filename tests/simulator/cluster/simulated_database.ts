import { Commit, type Database, type Entry, type Key, type KeyRange } from "../../../server/database/database.ts";
import type { MaybeEntry, Version } from "../../../server/database/database.ts";
import type { Network } from "../world/network.ts";
import type { Machine, Process } from "../world/process.ts";

/** How the disk of the database behaves at the moment. */
export interface Disk {
  /** Typical time of an operation, ms. */
  readonly ms: number;
  /** Probability that an operation fails without effect, and that it fails although it took effect. */
  readonly failsBefore: number;
  readonly failsAfter: number;
}

export const FAST_DISK: Disk = { ms: 1, failsBefore: 0, failsAfter: 0 };

/** An answer that does not come within this is not coming: the connection counts as lost, ms. */
const LOST_MS = 8_000;

/** The database server: one machine, whose content survives everything. */
export class DatabaseServer {
  readonly machine: Machine;
  readonly content: Database;
  disk: Disk = FAST_DISK;
  isDown = false;
  /** When it last was disturbed, ms. */
  changedAt = 0;

  constructor(machine: Machine, content: Database) {
    this.machine = machine;
    this.content = content;
  }
}

export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/** The database as one process sees it: over the network, with several connections, so answers come in any order. */
export class SimulatedDatabase implements Database {
  readonly #server: DatabaseServer;
  readonly #network: Network;
  readonly #process: Process;

  constructor(server: DatabaseServer, network: Network, process: Process) {
    [this.#server, this.#network, this.#process] = [server, network, process];
  }

  get<T>(key: Key): Promise<MaybeEntry<T>> {
    return this.#ask("get", () => this.#server.content.get<T>(key));
  }

  getMany<T>(keys: readonly Key[]): Promise<MaybeEntry<T>[]> {
    return this.#ask("get", () => this.#server.content.getMany<T>(keys));
  }

  list<T>(range: KeyRange, page: { limit: number; isReverse?: boolean }): Promise<Entry<T>[]> {
    return this.#ask("list", () => this.#server.content.list<T>(range, page));
  }

  commit(commit: Commit): Promise<Version | undefined> {
    // What is committed is what the process had at the time of the call.
    const sent = new Commit();
    sent.checks.push(...commit.checks);
    sent.mutations.push(...structuredClone(commit.mutations));
    return this.#ask("commit", () => this.#server.content.commit(sent));
  }

  close(): void {}

  [Symbol.dispose](): void {}

  #ask<T>(what: string, run: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const { scheduler } = this.#network;
    const fail = () => void scheduler.after(0, () => reject(new DatabaseUnavailable(`Cannot ${what}`)), this.#process);
    const isRefused = this.#network.chance(this.#server.disk.failsBefore);
    scheduler.after(this.#delay(), () => {
      if (this.#server.isDown || isRefused) return fail();
      if (this.#isCut) return void scheduler.after(LOST_MS * scheduler.random.float(), fail);
      const time = scheduler.now;
      run().then((answer) => {
        scheduler.trace.note(time, `${this.#process.machine.name} ${what}`);
        const isLost = this.#network.chance(this.#server.disk.failsAfter);
        scheduler.after(this.#delay(), () => {
          if (this.#isCut || isLost) reject(new DatabaseUnavailable(`Cannot know the result of ${what}`));
          else resolve(answer);
        }, this.#process);
      }, (error) => scheduler.after(0, () => reject(error), this.#process));
    });
    return promise;
  }

  get #isCut(): boolean {
    return this.#network.isCut([this.#process.machine, this.#server.machine]);
  }

  /** Half of the time of an operation: each way is random, so that operations overtake each other. */
  #delay(): number {
    const { random } = this.#network.scheduler;
    return this.#server.disk.ms * (0.1 + 0.8 * random.float() ** 3);
  }
}
