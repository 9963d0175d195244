/** So long must nothing be typed until keys are commands again, ms. */
const PAUSE_MS = 1_000;
/** Keys of writing that are no character. */
const OF_WRITING: ReadonlySet<string> = new Set(["Enter", "Backspace", "Delete", "Tab", "Process"]);

/**
 * What was written in is gone, and whoever wrote may not have seen that yet: what they type on is no command, until they
 * pause or press somewhere.
 *
 * @param now of the clock of events, ms
 * @param heard is told when the first such key was ignored
 */
export function ignoreTypedOn(now: number, heard: () => void): void {
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  let last = now;
  let isTold = false;
  addEventListener("keydown", (event) => {
    const { key, timeStamp } = event;
    if (timeStamp - last > PAUSE_MS) return ended.abort();
    if (event.ctrlKey || event.metaKey || [...key].length > 1 && !OF_WRITING.has(key)) return;
    last = timeStamp;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isTold) heard();
    isTold = true;
  }, options);
  addEventListener("pointerdown", () => ended.abort(), options);
}
