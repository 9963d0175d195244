/** One thing that is measured. */
export interface Bench {
  readonly name: string;
  /** What the figure means to a person, in one line. */
  readonly meaning: string;
  readonly unit: string;
  /** Prepares, and returns what is measured; the figure is in `unit`. */
  prepare(): Promise<Measured> | Measured;
}

export interface Measured {
  /** One repetition. */
  run(): Promise<number> | number;
  end?(): Promise<void> | void;
}

export interface Figure {
  readonly name: string;
  readonly meaning: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Repeats a bench for about `ms` milliseconds, at least three times, after one repetition that does not count. */
export async function measure(bench: Bench, ms = 3_000): Promise<Figure> {
  const measured = await bench.prepare();
  try {
    await measured.run();
    const figures: number[] = [];
    const until = performance.now() + ms;
    while (figures.length < 3 || (performance.now() < until && figures.length < 1_000)) {
      figures.push(await measured.run());
    }
    figures.sort((a, b) => a - b);
    const { name, meaning, unit } = bench;
    const median = figures[Math.floor(figures.length / 2)];
    return { name, meaning, unit, median, min: figures[0], max: figures[figures.length - 1] };
  } finally {
    await measured.end?.();
  }
}

/** Milliseconds that something took. */
export async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** CPU milliseconds of this process so far, all threads (Linux: the scheduler's own account). */
export function cpuMs(): number {
  let ns = 0;
  for (const { name } of Deno.readDirSync("/proc/self/task")) {
    try {
      ns += Number(Deno.readTextFileSync(`/proc/self/task/${name}/schedstat`).split(" ")[0]);
    } catch { /* the thread has just ended */ }
  }
  return ns / 1e6;
}
