/** Time as a parameter, so that tests can advance it instead of waiting. */
export interface Clock {
  /** Milliseconds from an arbitrary start; only differences are meaningful. */
  now(): number;
  /** Calls `run` once after the given milliseconds. @returns a function that cancels the call */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};
