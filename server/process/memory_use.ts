import v8 from "node:v8";
import type { Clock } from "../../board/clock.ts";

/** A reading is used for this long, ms. It costs 60 µs, and in this time a flood takes some 5 MB. */
const FRESH_MS = 5;

/** The part of the memory limit that free memory of the heap may take without counting as used: scripts use it first. */
const FREE_HEAP_SHARE = 0.06;

/** Bytes that count against a limit. */
export function usedBytes({ rss, heapTotal, heapUsed }: Deno.MemoryUsage, limitBytes: number): number {
  return rss - Math.min(heapTotal - heapUsed, limitBytes * FREE_HEAP_SHARE);
}

/** Bytes of the heap in use and of buffers outside of it. */
export function liveBytes({ heapUsed, external }: Deno.MemoryUsage): number {
  return heapUsed + external;
}

/** The heap without new objects, bytes: V8 collects those often, whatever their number. Infinity where it is not known. */
export function oldBytes(): number {
  try {
    const spaces = v8.getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith("new_"));
    return spaces.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
  } catch {
    return Infinity;
  }
}

/** The memory of the process. Reading it is slow, so calls within a few milliseconds share one reading. */
export class MemoryReading {
  readonly #clock: Clock;
  readonly #read: () => Deno.MemoryUsage;
  #last: Deno.MemoryUsage | undefined;
  #at = -Infinity;

  constructor(clock: Clock, read: () => Deno.MemoryUsage = () => Deno.memoryUsage()) {
    this.#clock = clock;
    this.#read = read;
  }

  now(): Deno.MemoryUsage {
    const now = this.#clock.now();
    if (this.#last === undefined || now - this.#at >= FRESH_MS) {
      this.#last = this.#read();
      this.#at = now;
    }
    return this.#last;
  }
}
