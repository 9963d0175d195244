import type { Browser, Page } from "playwright-core";

/** A task in a trace of the browser, µs. */
interface Task {
  readonly name: string;
  readonly dur?: number;
  /** Processor time. */
  readonly tdur?: number;
}

/** The longest task of a page during an action, in elapsed time and in processor time, ms. */
export async function longestTask(
  { browser, page }: { browser: Browser; page: Page },
  run: () => Promise<unknown>,
): Promise<{ clockMs: number; processorMs: number }> {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline"] });
  await run();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await browser.stopTracing()));
  const tasks = (traceEvents as Task[]).filter(({ name, tdur }) => /RunTask/.test(name) && tdur !== undefined);
  const longest = (of: "dur" | "tdur") => tasks.reduce((most, task) => Math.max(most, task[of]!), 0) / 1_000;
  return { clockMs: longest("dur"), processorMs: longest("tdur") };
}
