import type { Clock } from "../../board/clock.ts";
import { FairLimit, type Holder } from "./fair_limit.ts";

export interface WorkQueueOptions {
  readonly clock: Clock;
  /** Maximum number of running tasks. */
  readonly atOnce: number;
  /** Maximum number of waiting tasks. */
  readonly waitingMax: number;
  /**
   * Pause after each task, as a multiple of its duration, so that other work can run. Default: no pause. A
   * function is called after each task with its duration in ms. Pending events then run between two tasks even if it
   * returns 0.
   */
  readonly rest?: number | ((ms: number) => number);
}

/** When more networks and addresses are recorded, the ones that no longer matter are dropped. */
const SERVED_MAX = 1_000;

/**
 * Runs a limited number of tasks at a time. The least recently served network goes first, then within it the least
 * recently served address, then its oldest task. When the queue is full, the network with the most waiting tasks loses
 * its newest one to a newcomer.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #places: FairLimit;
  readonly #waiting: Waiting[] = [];
  /** The last turn in which a network or an address was served. */
  readonly #served = new Map<string, number>();
  readonly #pauses = new Set<() => void>();
  #turn = 0;
  #running = 0;
  #isClosed = false;

  constructor(options: WorkQueueOptions) {
    this.#options = options;
    this.#places = new FairLimit({ total: options.waitingMax });
  }

  /** @returns the result of the task; "full" when the task was refused and never ran */
  async run<T>(holder: Holder, task: () => T | Promise<T>): Promise<T | "full"> {
    if (this.#running < this.#options.atOnce) this.#begin(holder);
    else if (!await this.#wait(holder)) return "full";
    const { clock, rest = 0 } = this.#options;
    const start = clock.now();
    try {
      return await task();
    } finally {
      const isVaried = typeof rest === "function";
      const duration = clock.now() - start;
      const pause = duration * (isVaried ? rest(duration) : rest);
      if (!this.#isClosed && (isVaried || pause > 0)) this.#pause(pause);
      else this.#end();
    }
  }

  /** Cancels the timers of all pauses. Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#pauses) cancel();
    this.#pauses.clear();
  }

  #pause(ms: number): void {
    const cancel = this.#options.clock.after(ms, () => {
      this.#pauses.delete(cancel);
      this.#end();
    });
    this.#pauses.add(cancel);
  }

  #begin({ network, address }: Holder): void {
    this.#running++;
    this.#turn++;
    this.#served.set(`network ${network}`, this.#turn);
    this.#served.set(`address ${address}`, this.#turn);
    if (this.#served.size > SERVED_MAX) this.#forget();
  }

  /** Drops turns from before all waiting tasks arrived: they no longer affect the order. */
  #forget(): void {
    const arrived = Math.min(this.#turn, ...this.#waiting.map(({ arrived }) => arrived));
    for (const [name, turn] of this.#served) if (turn <= arrived) this.#served.delete(name);
  }

  #wait(holder: Holder): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const place = this.#places.take(1, holder, () => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      resolve(false);
    });
    if (place === undefined) return Promise.resolve(false);
    const waiting: Waiting = { holder, place, arrived: this.#turn - 1, begin: () => resolve(true) };
    this.#waiting.push(waiting);
    return promise;
  }

  #end(): void {
    this.#running--;
    const next = this.#next();
    if (next === undefined) return this.#served.clear();
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    next.place[Symbol.dispose]();
    this.#begin(next.holder);
    next.begin();
  }

  #next(): Waiting | undefined {
    let first: Waiting | undefined;
    for (const waiting of this.#waiting) if (first === undefined || this.#goesBefore(waiting, first)) first = waiting;
    return first;
  }

  #goesBefore(one: Waiting, other: Waiting): boolean {
    const byNetwork = this.#since(one, `network ${one.holder.network}`) -
      this.#since(other, `network ${other.holder.network}`);
    if (byNetwork !== 0) return byNetwork < 0;
    return this.#since(one, `address ${one.holder.address}`) < this.#since(other, `address ${other.holder.address}`);
  }

  /** A newcomer counts as served on arrival: otherwise a stream of new networks would always go first. */
  #since({ arrived }: Waiting, key: string): number {
    return Math.max(arrived, this.#served.get(key) ?? 0);
  }
}

interface Waiting {
  readonly holder: Holder;
  readonly place: Disposable;
  /** The turn before the arrival: a network that is served in the turn of the arrival comes later. */
  readonly arrived: number;
  readonly begin: () => void;
}
