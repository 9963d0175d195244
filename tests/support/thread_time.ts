const SCHEDULED = "/proc/thread-self/schedstat";

/**
 * Processor time of this thread, ms; elapsed time where the system does not tell (all but Linux). Other tests run at the
 * same time, and may take the processor for seconds.
 */
export function threadTime(): number {
  try {
    // The first number is the time on the processor in ns: see proc(5).
    return Number(Deno.readTextFileSync(SCHEDULED).split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
