import type { Clock } from "../../board/clock.ts";
import { everyAligned } from "./aligned_delay.ts";
import { type GarbageCollection, type StepwiseCollection, V8Steps } from "./garbage_collection.ts";
import { liveBytes } from "./memory_use.ts";

/** Interval between checks, ms. */
const CHECK_MS = 5_000;
/** The process is at rest while it receives at most this many messages between two checks: pings, a moving cursor. */
const FRAMES_MAX = 20;
/** Growth after which memory is collected, bytes. Less is not worth the work. */
const GROWTH_BYTES = 24 * 1024 * 1024;
/** Up to this much memory of scripts is collected at once, which takes some 50 ms, where that is possible. More is collected in steps. */
const AT_ONCE_BYTES_MAX = 96 * 1024 * 1024;

export interface RestCollectionOptions {
  readonly clock: Clock;
  /** Undefined: garbage is collected in steps only. */
  readonly collection: GarbageCollection | StepwiseCollection | undefined;
  /** Messages that the process has received since its start. */
  readonly frames: () => number;
  readonly memory: () => Deno.MemoryUsage;
}

/**
 * Returns to the system what a burst took. V8 collects garbage when scripts need memory. After a burst they need none,
 * and the garbage of loading or compacting a board would stay for hours. So it is collected once the process is at rest
 * and has grown since the last collection.
 *
 * What the start of the process left is collected at once, in steps: V8 would do that while the first people draw.
 */
export class RestCollection {
  readonly #options: RestCollectionOptions;
  readonly #collection: GarbageCollection | StepwiseCollection;
  #frames: number;
  /** The least that V8 held since the last collection, bytes. */
  #least = Infinity;
  readonly #cancel: () => void;

  constructor(options: RestCollectionOptions) {
    this.#options = options;
    this.#collection = options.collection ?? new V8Steps();
    this.#frames = options.frames();
    this.#cancel = everyAligned(options.clock, CHECK_MS, () => this.#check());
    this.#collection.start();
  }

  /** Safe to call twice. */
  close(): void {
    this.#cancel();
  }

  #check(): void {
    const { frames, memory } = this.#options;
    const collection = this.#collection;
    const received = frames() - this.#frames;
    this.#frames += received;
    const use = memory();
    // What V8 holds. A collection returns nothing else.
    const held = use.heapTotal + use.external;
    this.#least = Math.min(this.#least, held);
    if (received > FRAMES_MAX || held - this.#least < GROWTH_BYTES) return;
    if ("run" in collection && liveBytes(use) <= AT_ONCE_BYTES_MAX) collection.run();
    else collection.start();
    // What remains is in use.
    this.#least = Infinity;
  }
}
