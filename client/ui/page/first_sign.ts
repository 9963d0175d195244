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

const USES = ["pointerdown", "pointermove", "pointerup", "pointercancel", "keyup", "wheel"] as const;

/**
 * Calls back once, when a person has begun to use the page, no button is held, and the browser has nothing else to do.
 *
 * @returns a function that ends it
 */
export function onFirstUse(listener: () => void, whenIdle: (call: () => void) => unknown = idle): () => void {
  const ended = new AbortController();
  let isPressed = false, isWaiting = false;
  const call = () => {
    isWaiting = false;
    if (isPressed || ended.signal.aborted) return;
    ended.abort();
    listener();
  };
  const look = (event: Event) => {
    isPressed = "buttons" in event && event.buttons !== 0;
    if (isPressed || isWaiting) return;
    isWaiting = true;
    whenIdle(call);
  };
  for (const type of USES) addEventListener(type, look, { capture: true, passive: true, signal: ended.signal });
  return () => ended.abort();
}

/** Safari has no idle callbacks. */
function idle(call: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(call);
  else setTimeout(call, 100);
}
