/** Work in steps, between which other work can run. */
export type Steps = Generator<void, void>;

/** Does all the work now. */
export function finish(steps: Steps | undefined): void {
  while (steps?.next().done === false);
}
