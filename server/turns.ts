/** Runs tasks a few at a time. Who finds the queue full is told so at once, which bounds what can wait. */
export class Turns {
  readonly #atOnce: number;
  readonly #queueMax: number;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor({ atOnce, queueMax }: { readonly atOnce: number; readonly queueMax: number }) {
    this.#atOnce = atOnce;
    this.#queueMax = queueMax;
  }

  /** @returns what the task resolves with; "full" when it was not begun and will not be */
  async take<T>(task: () => Promise<T>): Promise<T | "full"> {
    if (this.#running >= this.#atOnce) {
      if (this.#queue.length >= this.#queueMax) return "full";
      // Who is called takes over the place of who has finished: nobody can come between.
      await new Promise<void>((resolve) => void this.#queue.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await task();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
