/** How often a condition is looked at, ms. */
const LOOK_EVERY_MS = 25;

/**
 * Resolves as soon as the condition holds, for what no event tells of (another process, another browser).
 *
 * @throws {Error} naming what did not come true in time
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
