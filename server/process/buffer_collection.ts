import type { Clock } from "../../board/clock.ts";
import { alignedDelay } from "./aligned_delay.ts";
import type { GarbageCollection, StepwiseCollection } from "./garbage_collection.ts";

/** Interval between checks, ms. */
const CHECK_MS = 250;
/** Growth of the buffers, bytes, after which they are collected once they grow no more. */
const GROWTH_BYTES = 12 * 1024 * 1024;
/** The same as a share of the buffers in use: a process that loads many boards is not collected for each of them. */
const GROWTH_SHARE = 0.25;
/** Buffers that grew by this many times as much are collected while they grow. */
const GROWING = 4;
/** Buffers that grow by less than this between two checks do not grow, bytes. */
const STEADY_BYTES = 2 * 1024 * 1024;
/** Up to this much memory of scripts is collected at once, which takes some 25 ms, where that is possible. */
const AT_ONCE_BYTES_MAX = 24 * 1024 * 1024;
/** V8 may ignore a request. The next one is made after this many checks at the earliest. */
const CHECKS_MAX = 8;

export interface BufferCollectionOptions {
  readonly clock: Clock;
  readonly collection: GarbageCollection | StepwiseCollection;
  readonly memory?: () => Pick<Deno.MemoryUsage, "heapUsed" | "external">;
}

/**
 * Frees buffers that nobody uses any more, also while people draw. V8 collects when the heap of scripts grows; buffers
 * outside of it hardly count. Loading and compacting a large board leaves several times its size in buffers. A collection
 * that runs meanwhile leaves most of that, so it begins when the buffers grow no more.
 */
export class BufferCollection {
  readonly #options: Required<BufferCollectionOptions>;
  /** The least since the last collection, and the last, bytes. */
  #least = Infinity;
  #last = Infinity;
  #hasEnded = () => true;
  #checks = 0;
  #cancel: () => void;

  constructor(options: BufferCollectionOptions) {
    this.#options = { memory: () => Deno.memoryUsage(), ...options };
    this.#cancel = this.#later();
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #later(): () => void {
    const { clock } = this.#options;
    return clock.after(alignedDelay(clock.now(), CHECK_MS), () => this.#check());
  }

  #check(): void {
    const { memory, collection } = this.#options;
    this.#cancel = this.#later();
    if (!this.#hasEnded() && ++this.#checks < CHECKS_MAX) return;
    const { heapUsed, external: now } = memory();
    const isSteady = now - this.#last < STEADY_BYTES;
    this.#last = now;
    this.#least = Math.min(this.#least, now);
    const growth = Math.max(GROWTH_BYTES, this.#least * GROWTH_SHARE) * (isSteady ? 1 : GROWING);
    if (now - this.#least < growth) return;
    // What remains is in use.
    this.#least = Infinity;
    if ("run" in collection && heapUsed <= AT_ONCE_BYTES_MAX) return collection.run();
    this.#hasEnded = collection.start();
    this.#checks = 0;
  }
}
