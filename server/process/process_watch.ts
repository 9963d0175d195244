import type { Clock } from "../../board/clock.ts";
import type { OpenSessions } from "../session/open_sessions.ts";
import type { TrafficCounters } from "../session/traffic_counters.ts";
import { BusyCollection } from "./busy_collection.ts";
import { EventLoopMonitor } from "./event_loop_monitor.ts";
import { garbageCollection, V8Steps } from "./garbage_collection.ts";
import type { Log } from "./log.ts";
import { liveBytes, MemoryReading, usedBytes } from "./memory_use.ts";
import { MemoryWatchdog, type MemoryWatchdogOptions } from "./memory_watchdog.ts";
import { RestCollection } from "./rest_collection.ts";
import { GroupedTimers } from "./grouped_timers.ts";

export interface ProcessWatchOptions extends Pick<MemoryWatchdogOptions, "shed" | "unload" | "leave"> {
  /** Infinity: no limit. */
  readonly limitBytes: number;
  readonly openSessions: OpenSessions;
  readonly traffic: TrafficCounters;
  readonly clock: Clock;
  readonly log: Log;
}

/** Watches the memory and the event loop of the process. */
export class ProcessWatch {
  readonly watchdog: MemoryWatchdog;
  readonly #loopMonitor: EventLoopMonitor;
  readonly #restCollection: RestCollection;
  readonly #busyCollection: BusyCollection;

  constructor({ limitBytes, openSessions, traffic, log, ...options }: ProcessWatchOptions) {
    const { clock: processClock, ...actions } = options;
    const clock = new GroupedTimers(processClock);
    const reading = new MemoryReading(clock), memory = () => reading.now();
    const ping = () => openSessions.ping();
    const collection = garbageCollection();
    this.#restCollection = new RestCollection({ clock, collection, memory, frames: () => traffic.framesIn });
    this.#busyCollection = new BusyCollection({ clock, memory, collection: collection ?? new V8Steps() });
    this.watchdog = new MemoryWatchdog({
      limitBytes,
      clock,
      used: () => usedBytes(memory(), limitBytes),
      live: () => liveBytes(memory()),
      ping,
      dropUnresponsive: (isFlood) => openSessions.dropUnresponsive({ isFlood }),
      collection,
      ...actions,
      log,
    });
    this.#loopMonitor = new EventLoopMonitor({
      clock,
      ping,
      dropUnheard: () => openSessions.dropUnheard(),
      dropNewestSilent: (max) => openSessions.dropNewestSilent(max),
      log,
    });
  }

  /** Safe to call twice. */
  close(): void {
    this.watchdog.close();
    this.#loopMonitor.close();
    this.#restCollection.close();
    this.#busyCollection.close();
  }
}
