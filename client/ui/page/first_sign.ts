/** Keys that are held for a shortcut, or open the context menu. */
const KEYS: ReadonlySet<string> = new Set(["Control", "Meta", "Shift", "ContextMenu"]);

/**
 * Calls back once, at the first sign that a person is about to open the command palette or the context menu: a modifier
 * key, a press of another button than the first, or a finger, whose press may become a long one.
 *
 * @returns a function that ends it
 */
export function onFirstSign(listener: () => void): () => void {
  const ended = new AbortController();
  const call = () => {
    ended.abort();
    listener();
  };
  const options = { capture: true, signal: ended.signal };
  addEventListener("keydown", ({ key }) => KEYS.has(key) && call(), options);
  addEventListener(
    "pointerdown",
    ({ button, pointerType }) => (button > 0 || pointerType === "touch") && call(),
    options,
  );
  return () => ended.abort();
}
