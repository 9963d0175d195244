import { type Clock, systemClock } from "../../../board/clock.ts";

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

/** A person who does nothing for this long has paused, ms. It is longer than the time between two strokes of a word. */
const PAUSE_MS = 1_000;

interface FirstUseOptions {
  /** Waits until the person has done nothing for this long, ms. */
  readonly pauseMs?: number;
  readonly clock?: Clock;
  readonly whenIdle?: (call: () => void) => unknown;
}

/**
 * Calls back once, when a person has begun to use the page, no button is held, and the browser has nothing else to do.
 *
 * @returns a function that ends it
 */
export function onFirstUse(
  listener: () => void,
  { pauseMs = 0, clock = systemClock, whenIdle = idle }: FirstUseOptions = {},
): () => void {
  const ended = new AbortController();
  let cancel: (() => void) | undefined;
  const call = () => {
    if (cancel !== undefined || ended.signal.aborted) return;
    ended.abort();
    listener();
  };
  const pause = () => {
    cancel = undefined;
    whenIdle(call);
  };
  const look = (event: Event) => {
    cancel?.();
    cancel = "buttons" in event && event.buttons !== 0 ? nothing : clock.after(pauseMs, pause);
  };
  for (const type of USES) addEventListener(type, look, { capture: true, passive: true, signal: ended.signal });
  return () => {
    cancel?.();
    ended.abort();
  };
}

/**
 * Calls back once, when a person who has begun to use the page pauses. Loading much earlier would take time from the
 * first gesture.
 *
 * @returns a function that ends it
 */
export function onFirstPause(listener: () => void, options: Omit<FirstUseOptions, "pauseMs"> = {}): () => void {
  return onFirstUse(listener, { ...options, pauseMs: PAUSE_MS });
}

function nothing(): void {}

/** Safari has no idle callbacks. */
function idle(call: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(call);
  else setTimeout(call, 100);
}
