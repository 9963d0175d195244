/** Keys run commands again after this long without typing, ms. */
const PAUSE_MS = 1_000;
/** Keys for writing that type no character. */
const OF_WRITING: ReadonlySet<string> = new Set(["Enter", "Backspace", "Delete", "Tab", "Process"]);

/**
 * Ignores keys after the shape that the user was writing in disappeared, so that their typing does not run commands.
 * Ends with a pause in typing or a press.
 *
 * @param now time on the clock of events, ms
 * @param heard called once, when the first such key is ignored
 */
export function ignoreTyping(now: number, heard: () => void): void {
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
