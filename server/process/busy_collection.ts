import type { Clock } from "../../board/clock.ts";
import { everyAligned } from "./aligned_delay.ts";
import type { GarbageCollection, StepwiseCollection } from "./garbage_collection.ts";
import { oldBytes } from "./memory_use.ts";

/** Interval between checks, ms. The watchdog has the same interval, so one timer serves both. */
const CHECK_MS = 300;
/** Growth after which garbage is collected, bytes: of the heap, and of buffers, once these grow no more. */
const GROWTH_BYTES = 12 * 1024 * 1024;
/** The same as a share of what is in use: a process that loads many boards is not collected for each of them. */
const GROWTH_SHARE = 0.2;
/** Buffers that grew by this many times as much are collected while they grow. */
const GROWING = 4;
/** Buffers that grow by less than this between two checks do not grow, bytes. */
const STEADY_BYTES = 2 * 1024 * 1024;
/**
 * While the heap is at most as large as this, buffers that grow no more are collected at once, which takes up to 40 ms,
 * where that is possible.
 */
const AT_ONCE_BYTES_MAX = 40 * 1024 * 1024;
/** V8 may ignore a request, and each one costs time. The next one is made after this many checks at the earliest. */
const CHECKS_MAX = 7;

export interface BusyCollectionOptions {
  readonly clock: Clock;
  readonly collection: GarbageCollection | StepwiseCollection;
  readonly memory: () => Pick<Deno.MemoryUsage, "external" | "heapUsed">;
  /** Bytes of the old generation of the heap. */
  readonly old?: () => number;
}

/**
 * Collects garbage while people draw. V8 does that too, but lets the heap of scripts grow to several times its size
 * first, and buffers outside of it hardly count. Loading and compacting a large board leaves several times its size in
 * buffers. A collection that runs meanwhile leaves most of that, so it begins when the buffers grow no more.
 */
export class BusyCollection {
  readonly #options: Required<BusyCollectionOptions>;
  /** The least since the last collection, bytes. */
  #leastBuffers = Infinity;
  #leastHeap = Infinity;
  #lastBuffers = Infinity;
  #hasEnded = () => true;
  #checks = 0;
  readonly #cancel: () => void;

  constructor(options: BusyCollectionOptions) {
    this.#options = { old: oldBytes, ...options };
    this.#cancel = everyAligned(options.clock, CHECK_MS, () => this.#check());
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #check(): void {
    const { memory, old, collection } = this.#options;
    if (!this.#hasEnded() && ++this.#checks < CHECKS_MAX) return;
    const { external: buffers, heapUsed: heap } = memory();
    const isSteady = buffers - this.#lastBuffers < STEADY_BYTES;
    this.#lastBuffers = buffers;
    this.#leastBuffers = Math.min(this.#leastBuffers, buffers);
    this.#leastHeap = Math.min(this.#leastHeap, heap);
    const haveBuffersGrown = hasGrown(this.#leastBuffers, buffers, isSteady ? 1 : GROWING);
    // The generations are looked at only then: that costs more than all else here.
    if (!haveBuffersGrown && !(hasGrown(this.#leastHeap, heap) && hasGrown(this.#leastHeap, old()))) return;
    // What remains is in use.
    this.#leastBuffers = this.#leastHeap = Infinity;
    this.#checks = 0;
    const isAtOnce = haveBuffersGrown && isSteady && old() <= AT_ONCE_BYTES_MAX;
    if (isAtOnce && "run" in collection) {
      collection.run();
      this.#hasEnded = () => false;
    } else this.#hasEnded = collection.start();
  }
}

function hasGrown(least: number, now: number, factor = 1): boolean {
  return now - least >= Math.max(GROWTH_BYTES, least * GROWTH_SHARE) * factor;
}
