import type { Clock } from "../../board/clock.ts";

/** Timers that would end within this time of another one end with it, ms. */
const TOGETHER_MS = 5;

interface Group {
  readonly due: number;
  readonly runs: Set<() => void>;
  readonly cancel: () => void;
}

/**
 * A clock on which timers that end at about the same time are one. To wake up costs a process without work more than
 * what its checks do, and the first checks of a process more than later ones.
 */
export class GroupedTimers implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<Group>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, run: () => void): () => void {
    const due = this.now() + ms;
    const timer = this.#dueAt(due) ?? this.#start(due, ms);
    // The same function may be given twice.
    const own = () => run();
    timer.runs.add(own);
    return () => {
      timer.runs.delete(own);
      if (timer.runs.size > 0 || !this.#timers.delete(timer)) return;
      timer.cancel();
    };
  }

  #dueAt(due: number): Group | undefined {
    for (const timer of this.#timers) if (Math.abs(timer.due - due) <= TOGETHER_MS) return timer;
  }

  #start(due: number, ms: number): Group {
    const runs = new Set<() => void>();
    const cancel = this.#clock.after(ms, () => {
      this.#timers.delete(timer);
      for (const run of runs) run();
    });
    const timer = { due, runs, cancel };
    this.#timers.add(timer);
    return timer;
  }
}
