import type { Clock } from "../../board/clock.ts";

/** A timer that fired up to this share of its interval early belongs to the multiple that follows. */
const EARLY = 0.1;

/**
 * Returns the ms until the next multiple of `interval` on the clock. Timers with the same interval then end together
 * and wake the process once. It returns whole numbers, because the runtime groups timers with equal delays.
 */
export function alignedDelay(now: number, interval: number): number {
  const left = Math.round(interval - now % interval);
  return left <= interval * EARLY ? left + interval : left;
}

/** Calls `run` at each multiple of `interval` ms. @returns a function that ends it, safe to call twice */
export function everyAligned(clock: Clock, interval: number, run: () => void): () => void {
  let cancel: () => void;
  const schedule = () => {
    cancel = clock.after(alignedDelay(clock.now(), interval), () => {
      schedule();
      run();
    });
  };
  schedule();
  return () => cancel();
}
