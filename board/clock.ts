/** Time as a parameter, so that tests move it instead of waiting. */
export interface Clock {
  /** Milliseconds; only differences mean something. */
  now(): number;
  /** Runs once after the given milliseconds. @returns what cancels it */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};
