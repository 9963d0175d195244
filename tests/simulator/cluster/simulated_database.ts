import { Commit, type Database, type Entry, type Key, type KeyRange } from "../../../server/database/database.ts";
import type { MaybeEntry, Notifications, Version } from "../../../server/database/database.ts";
import type { Network } from "../world/network.ts";
import type { Process } from "../world/process.ts";
import { type DatabaseServer, DatabaseUnavailable } from "./database_server.ts";
import { SimulatedNotifications } from "./simulated_notifications.ts";

/** An answer that does not come within this is not coming: the connection counts as lost, ms. */
const LOST_MS = 8_000;

/** The database as one process sees it: over the network, with several connections, so answers come in any order. */
export class SimulatedDatabase implements Database {
  readonly #server: DatabaseServer;
  readonly #network: Network;
  readonly #process: Process;
  readonly notifications?: Notifications;

  constructor(server: DatabaseServer, network: Network, process: Process) {
    [this.#server, this.#network, this.#process] = [server, network, process];
    if (server.hasNotifications) this.notifications = new SimulatedNotifications(server, network, process);
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
