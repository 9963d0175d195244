import type { Clock } from "../../board/clock.ts";
import { SOCKETS_MAX } from "../../board/limits.ts";
import type { Holder } from "./fair_limit.ts";
import { WorkQueue } from "./work_queue.ts";

/** Pause after a turn while others use the process too, as a multiple of its duration. */
const REST = 3;
/** Others count as present for this long after their last message, ms. */
const PRESENT_MS = 200;

/**
 * Turns of the event loop for work that takes long: large messages, and messages of connections that send more than
 * their share. One at a time, fair by network and address. While others use the process, such work takes at most a
 * quarter of its time.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #queue: WorkQueue;
  /** Counts the messages that need no turn, of all connections. */
  readonly direct = { count: 0 };
  #directBefore = 0;
  #presentUntil = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#queue = new WorkQueue({ clock, atOnce: 1, waitingMax: SOCKETS_MAX, rest: () => this.#rest() });
  }

  /** @returns the result of the work; "full" when it was refused and never ran */
  run<T>(holder: Holder, work: () => T): Promise<T | "full"> {
    return this.#queue.run(holder, work);
  }

  /** Cancels all timers. Safe to call twice. */
  close(): void {
    this.#queue.close();
  }

  #rest(): number {
    const now = this.#clock.now();
    if (this.direct.count !== this.#directBefore) this.#presentUntil = now + PRESENT_MS;
    this.#directBefore = this.direct.count;
    return now < this.#presentUntil ? REST : 0;
  }
}
