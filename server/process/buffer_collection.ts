import type { Clock } from "../../board/clock.ts";
import { alignedDelay } from "./aligned_delay.ts";
import type { StepwiseCollection } from "./garbage_collection.ts";

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
/** V8 may ignore a request. The next one is made after this many checks at the earliest. */
const CHECKS_MAX = 20;

export interface BufferCollectionOptions {
  readonly clock: Clock;
  readonly collection: StepwiseCollection;
  /** Memory of buffers outside of the heap, bytes. */
  readonly buffers: () => number;
}

/**
 * Frees buffers that nobody uses any more, also while people draw. V8 collects when the heap of scripts grows; buffers
 * outside of it hardly count. Loading and compacting a large board leaves several times its size in buffers. A collection
 * that runs meanwhile leaves most of that, so it begins when the buffers grow no more.
 */
export class BufferCollection {
  readonly #options: BufferCollectionOptions;
  /** The least since the last collection, and the last, bytes. */
  #least = Infinity;
  #last = Infinity;
  #hasEnded = () => true;
  #checks = 0;
  #cancel: () => void;

  constructor(options: BufferCollectionOptions) {
    this.#options = options;
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
    const { buffers, collection } = this.#options;
    this.#cancel = this.#later();
    if (!this.#hasEnded() && ++this.#checks < CHECKS_MAX) return;
    const now = buffers();
    const isSteady = now - this.#last < STEADY_BYTES;
    this.#last = now;
    this.#least = Math.min(this.#least, now);
    const growth = Math.max(GROWTH_BYTES, this.#least * GROWTH_SHARE) * (isSteady ? 1 : GROWING);
    if (now - this.#least < growth) return;
    this.#hasEnded = collection.start();
    this.#checks = 0;
    // What remains is in use.
    this.#least = Infinity;
  }
}
