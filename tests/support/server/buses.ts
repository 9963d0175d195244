import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Bus } from "../../../server/bus/bus.ts";
import { InstanceBus } from "../../../server/bus/instance_bus.ts";
import { LocalBus, LocalNetwork } from "../../../server/bus/local_bus.ts";
import type { NoticeListener, Notices } from "../../../server/bus/notices.ts";
import { openBus } from "../../../server/bus/open_bus.ts";
import type { Database } from "../../../server/database/database.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { LiveInstances } from "../../../server/instances/live_instances.ts";
import type { Random } from "../random.ts";
import { databaseKinds } from "../store/database_kinds.ts";

export interface Cluster extends AsyncDisposable {
  /** The bus of one more instance. */
  connect(): Promise<Bus>;
}

export interface BusKind {
  readonly name: string;
  readonly ignore: boolean;
  open(): Promise<Cluster>;
}

/** What an instance needs to have a bus on a database. */
export class BusInstance {
  readonly events: string[] = [];
  readonly live: LiveInstances;
  readonly bus: Bus;

  constructor(database: Database, { clock = systemClock, notices }: { clock?: Clock; notices?: Notices } = {}) {
    const log = (_level: string, event: string) => void this.events.push(event);
    const live = this.live = new LiveInstances(database, { clock, log });
    const options = { live, clock, log };
    this.bus = notices ? new InstanceBus({ ...options, notices, database }) : openBus(database, options);
  }

  close(): void {
    this.bus.close();
    this.live.close();
  }
}

/** Heartbeats come three times as often, because tests wait for them. */
const quickClock: Clock = {
  now: () => 3 * systemClock.now(),
  after: (ms, run) => systemClock.after(ms / 3, run),
};

/** All implementations of the bus. Call it once in a file, outside of tests. */
export async function busKinds(): Promise<BusKind[]> {
  const memory = {
    name: "memory",
    ignore: false,
    open: () => {
      const database: Database = new MemoryDatabase();
      return Promise.resolve({ database, [Symbol.asyncDispose]: () => Promise.resolve(database.close()) });
    },
  };
  const onDatabases = [memory, ...await databaseKinds()].map(({ name, ignore, open }) => ({
    name: `on ${name}`,
    ignore,
    open: async () => {
      const opened = await open();
      const instances: BusInstance[] = [];
      return {
        connect: async () => {
          const clock = opened.database.notifications ? systemClock : quickClock;
          const instance = new BusInstance(opened.database, { clock });
          instances.push(instance);
          await instance.live.start();
          return instance.bus;
        },
        [Symbol.asyncDispose]: async () => {
          for (const instance of instances) instance.close();
          await opened[Symbol.asyncDispose]();
        },
      };
    },
  }));
  const local = () => {
    const network = new LocalNetwork();
    const buses: Bus[] = [];
    return Promise.resolve({
      connect: () => {
        const bus = new LocalBus({ network });
        buses.push(bus);
        return Promise.resolve(bus);
      },
      [Symbol.asyncDispose]: () => Promise.resolve(buses.forEach((bus) => bus.close())),
    });
  };
  return [{ name: "within a process", ignore: false, open: local }, ...onDatabases];
}

/** Notices that are lost, late, doubled and reordered by chance. */
export class FaultyNotices implements Notices {
  readonly bytesMax = 6_000;
  readonly intervalMs = 25;
  readonly #all: Set<FaultyNotices>;
  readonly #clock: Clock;
  readonly #random: Random;
  #listener: NoticeListener | undefined;
  isFaulty = true;
  /** True: everything is lost. */
  isDeaf = false;

  constructor(all: Set<FaultyNotices>, { clock, random }: { readonly clock: Clock; readonly random: Random }) {
    [this.#all, this.#clock, this.#random] = [all, clock, random];
    all.add(this);
  }

  listen(listener: NoticeListener): void {
    this.#listener = listener;
  }

  send(notice: Uint8Array): Promise<void> {
    for (const each of this.#all) each.#receive(notice, this.isFaulty ? this.#random.below(3) : 1);
    return Promise.resolve();
  }

  close(): void {
    this.#all.delete(this);
  }

  #receive(notice: Uint8Array, copies: number): void {
    if (this.isDeaf) return;
    for (let i = 0; i < copies; i++) {
      const delay = this.isFaulty ? this.#random.below(500) : 0;
      this.#clock.after(delay, () => this.#all.has(this) && this.#listener?.notice(notice));
    }
  }
}
