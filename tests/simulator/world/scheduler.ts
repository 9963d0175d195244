import type { Random } from "../../support/random.ts";
import type { Trace } from "./trace.ts";

/** Where events run. */
export interface Runner {
  /** Events of a runner that ended are dropped. */
  readonly isAlive: boolean;
  /** Events before this time happen at this time, ms. */
  readonly pausedUntil: number;
  /** Runs code, and everything that follows from it without an event. */
  happen(code: () => void): void;
}

interface Event {
  time: number;
  /** Events at the same time run in the order in which they were planned. */
  readonly order: number;
  readonly runner: Runner | undefined;
  readonly run: () => void;
  isCancelled: boolean;
}

/**
 * Decides the order of everything that happens. Time is virtual and moves from event to event. After each event, all
 * promises are settled as far as they can be, so nothing else can run in between.
 */
export class Scheduler {
  readonly random: Random;
  readonly trace: Trace;
  /** Runs events that belong to no other runner. */
  background: Runner | undefined;
  readonly #heap: Event[] = [];
  #now = 0;
  #order = 0;

  constructor(random: Random, trace: Trace) {
    this.random = random;
    this.trace = trace;
  }

  /** Time since the start of the run, ms. */
  get now(): number {
    return this.#now;
  }

  /** Runs an action after the given time. @returns a function that cancels it */
  after(ms: number, run: () => void, runner?: Runner): () => void {
    const time = this.#now + Math.max(0, Number.isFinite(ms) ? ms : 1e15);
    const event = { time, order: this.#order++, runner, run, isCancelled: false };
    this.#push(event);
    return () => void (event.isCancelled = true);
  }

  /** Runs an action again and again, with a random interval around the given one, until it returns false. */
  every(ms: number, run: () => boolean | void): void {
    this.after(ms * (0.2 + 1.6 * this.random.float()), () => {
      if (run() !== false) this.every(ms, run);
    });
  }

  /** Runs all events up to the given time. */
  runUntil(end: number): void {
    for (let event = this.#heap[0]; event !== undefined && event.time <= end; event = this.#heap[0]) {
      this.#pop();
      this.#happen(event);
    }
    this.#now = end;
  }

  /** Runs events until the condition holds. @returns false when it does not within `ms` */
  runUntilTrue(ms: number, condition: () => boolean): boolean {
    for (const end = this.#now + ms; !condition();) {
      if (this.#now >= end) return false;
      this.runUntil(Math.min(end, this.#now + STEP_MS));
    }
    return true;
  }

  #happen(event: Event): void {
    const { runner = this.background!, run } = event;
    if (event.isCancelled || !runner.isAlive) return;
    const { pausedUntil } = runner;
    if (pausedUntil > event.time) {
      event.time = pausedUntil;
      return this.#push(event);
    }
    this.#now = event.time;
    runner.happen(run);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    for (let up = (at - 1) >> 1; at > 0 && isBefore(event, heap[up]); at = up, up = (at - 1) >> 1) heap[at] = heap[up];
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && isBefore(heap[down + 1], heap[down])) down++;
      if (!isBefore(heap[down], last)) break;
      heap[at] = heap[down];
      at = down;
    }
    heap[at] = last;
  }
}

/** Interval at which conditions are looked at, ms. */
const STEP_MS = 250;

function isBefore(a: Event, b: Event): boolean {
  return a.time < b.time || a.time === b.time && a.order < b.order;
}
