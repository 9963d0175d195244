import type { Clock } from "../../board/clock.ts";
import type { GarbageCollection } from "./garbage_collection.ts";

/**
 * Garbage is collected in steps. Above `PRESSING`, and when a collection in steps has not ended after `STEPS_MS`, it is
 * collected at once. Until a collection has ended, less than `PATIENT` does not count as short. Shares of the limit.
 */
const PRESSING = 0.8;
const STEPS_MS = 2_000;
const PATIENT = 0.68;
/** Pause between two collections in steps, ms. One takes 50 to 100 ms of the event loop, in steps of about 1 ms. */
const STEPS_REST_MS = 500;

/**
 * The pause between two collections at once is a multiple of the duration of the last one, within
 * `COLLECTION_REST_MS`. A collection blocks the process for 10 to 500 ms. Usually they take at most 4 % of the time, so
 * 95 of 100 strokes meet none.
 */
const COLLECTION_REST = { usual: 25, pressing: 8 };
const COLLECTION_REST_MS = { least: 200, most: 10_000 };
/** Garbage of less than this share of the limit does not keep the process from exiting when its memory is full. */
const GARBAGE_MIN = 0.02;

export interface MemoryMeterOptions {
  readonly limitBytes: number;
  readonly clock: Clock;
  /** Memory of the process, bytes. */
  readonly used: () => number;
  /** Undefined where that is impossible. */
  readonly collection?: GarbageCollection | undefined;
}

/** Measures the memory of the process. Garbage counts as used until it is collected, so this collects it. */
export class MemoryMeter {
  readonly #options: MemoryMeterOptions;
  /** The collection in steps that has not ended, and its start. */
  #steps: { readonly since: number; readonly hasEnded: () => boolean } | undefined;
  /** The end of the last collection in steps. */
  #stepsEnd = -Infinity;
  /** True when the last collection did not free enough. See `PATIENT`. */
  #isVain = false;
  /** The end of the last collection at once, and its duration. */
  #atOnce = { end: -Infinity, ms: 0 };

  constructor(options: MemoryMeterOptions) {
    this.#options = options;
  }

  /** The used share of the limit, including garbage. */
  get share(): number {
    return this.#options.used() / this.#options.limitBytes;
  }

  /**
   * True when at least `short` of the limit is used, and no collection may free enough.
   *
   * @param share default: measured now, which takes a tenth of a ms
   */
  isShort(short: number, share = this.share): boolean {
    const isVain = this.#isVain || this.#options.collection === undefined;
    return share >= (isVain ? short : Math.max(short, PATIENT));
  }

  /** Collects garbage when at least `short` of the limit is used. @returns the used share afterwards */
  measure(short: number): number {
    const { share } = this;
    const { collection } = this.#options;
    if (share < short || collection === undefined) {
      this.#isVain = false;
      if (this.#steps) this.#endSteps();
      return share;
    }
    if (share >= PRESSING || !this.#collectInSteps(collection)) return this.#collectAtOnce(share, collection);
    return share;
  }

  /** The last resort before the process exits. @returns true when enough of the memory was garbage */
  isGarbage(share: number, full: number): boolean {
    if (this.#options.collection === undefined) return false;
    this.#options.collection.run();
    const left = this.share;
    return left < full && share - left >= GARBAGE_MIN;
  }

  /** @returns false when the collection does not end */
  #collectInSteps(collection: GarbageCollection): boolean {
    const now = this.#options.clock.now();
    if (this.#steps === undefined) {
      if (now >= this.#stepsEnd + STEPS_REST_MS) this.#steps = { since: now, hasEnded: collection.start() };
    } else if (this.#steps.hasEnded()) {
      this.#isVain = true;
      this.#endSteps();
    } else if (now >= this.#steps.since + STEPS_MS) return false;
    return true;
  }

  #endSteps(): void {
    this.#steps = undefined;
    this.#stepsEnd = this.#options.clock.now();
  }

  /** @returns the share afterwards */
  #collectAtOnce(share: number, collection: GarbageCollection): number {
    const { clock } = this.#options;
    const { end, ms } = this.#atOnce;
    const start = clock.now();
    const pause = ms * COLLECTION_REST[share < PRESSING ? "usual" : "pressing"];
    const { least, most } = COLLECTION_REST_MS;
    if (start < end + Math.min(most, Math.max(least, pause))) return share;
    collection.run();
    this.#endSteps();
    this.#isVain = true;
    const now = clock.now();
    this.#atOnce = { end: now, ms: now - start };
    return this.share;
  }
}
