import type { Clock } from "../../board/clock.ts";
import { FairLimit, type Holder } from "./fair_limit.ts";

export interface WorkQueueOptions {
  readonly clock: Clock;
  /** Tasks that run at a time. */
  readonly atOnce: number;
  /** Tasks that wait for their turn. */
  readonly waitingMax: number;
  /** Pause after a task, as a multiple of the time it took: leaves the processor to others. */
  readonly rest?: number;
}

/** Networks and addresses remembered before old ones are looked for. */
const SERVED_MAX = 1_000;

/**
 * Runs tasks a few at a time. The network that was served longest ago goes first, within it the address, and then the
 * task that came first. When the queue is full, the network with most waiting tasks loses its last one to a newcomer.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #places: FairLimit;
  readonly #waiting: Waiting[] = [];
  /** The turn in which a network or an address was served last. */
  readonly #served = new Map<string, number>();
  readonly #pauses = new Set<() => void>();
  #turn = 0;
  #running = 0;
  #isClosed = false;

  constructor(options: WorkQueueOptions) {
    this.#options = options;
    this.#places = new FairLimit({ total: options.waitingMax });
  }

  /** @returns what the task resolves with; "full" when it was not begun and will not be */
  async run<T>(holder: Holder, task: () => T | Promise<T>): Promise<T | "full"> {
    if (this.#running < this.#options.atOnce) this.#begin(holder);
    else if (!await this.#wait(holder)) return "full";
    const { clock, rest = 0 } = this.#options;
    const start = clock.now();
    try {
      return await task();
    } finally {
      const pause = (clock.now() - start) * rest;
      if (pause > 0 && !this.#isClosed) this.#pause(pause);
      else this.#end();
    }
  }

  /** Ends the pauses, and with them the timers. Safe to call twice. */
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

  /** What was served before everybody who waits arrived changes no order. */
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

  /** A newcomer counts from its arrival: new networks must not come before everybody else for ever. */
  #since({ arrived }: Waiting, key: string): number {
    return Math.max(arrived, this.#served.get(key) ?? 0);
  }
}

interface Waiting {
  readonly holder: Holder;
  readonly place: Disposable;
  /** The turn before: a network that is served in the turn of the arrival comes after it. */
  readonly arrived: number;
  readonly begin: () => void;
}
