import type { Clock } from "../../board/clock.ts";

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  /** Number of timers that have not run. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Lets time pass during which no timer can run, as while the thread is blocked. */
  block(ms: number): void {
    this.#now += ms;
  }

  /** Lets time pass: runs the timers that become due, in order, each at its own time. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  /** Like `pass`, in small steps, and runs all pending microtasks in between. */
  async passSlowly(ms: number, { step = 5 }: { step?: number } = {}): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      this.pass(Math.min(step, ms - passed));
      await settled();
    }
    await settled();
  }
}

/** Runs everything that is pending and needs neither time nor the network. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
