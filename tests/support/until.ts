/** Interval between checks of a condition, ms. */
const LOOK_EVERY_MS = 25;

/**
 * Resolves as soon as the condition holds, for changes without an event (another process, another browser).
 *
 * @throws {Error} naming the condition that did not hold in time
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  { patienceMs = 20_000 } = {},
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!await condition()) {
    if (performance.now() > end) throw new Error(`Cannot go on as this did not come true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
