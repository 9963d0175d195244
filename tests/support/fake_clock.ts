import type { Clock } from "../../board/clock.ts";

/** Time that stands still until a test moves it. */
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

  /** Timers that have not run. */
  get pending(): number {
    return this.#timers.length;
  }

  /** So many ms pass in which nothing can run, as while something else has the thread. */
  block(ms: number): void {
    this.#now += ms;
  }

  /** Lets so many ms pass: runs what falls due, in order, each at its own time. */
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

  /** As `pass`, in small steps, with everything that was promised meanwhile done in between. */
  async passSlowly(ms: number, { step = 5 }: { step?: number } = {}): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      this.pass(Math.min(step, ms - passed));
      await settled();
    }
    await settled();
  }
}

/** Lets everything that was promised and needs neither time nor the network happen. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
