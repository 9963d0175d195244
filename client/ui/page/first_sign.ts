import { effect, type ReadonlySignal } from "@preact/signals-core";
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

const USES = ["pointerdown", "pointermove", "pointerup", "keyup", "wheel"] as const;

/** A person who does nothing for this long has paused, ms. A view that was moved is sharp by then. */
const PAUSE_MS = 2_000;

interface UseOptions {
  readonly clock?: Clock;
  readonly whenIdle?: (call: () => void) => unknown;
}

/** What an editor shows. */
interface Shown {
  readonly camera: { readonly state: ReadonlySignal<unknown> };
  readonly shapes: { readonly count: ReadonlySignal<unknown> };
}

/** Something to do, for example to load a part. One that fails is not done again. */
type Step = () => Promise<unknown>;

/**
 * Takes the steps one after another, each when the browser has nothing else to do, once a person has begun to use the
 * page and pauses. A held button stops it, and so do a moving view and shapes that come or go, also those of others:
 * loading would take time from the frames that show them.
 *
 * @param pauseMs how long the person must have done nothing
 * @returns a function that ends it
 */
export function inPauses(
  steps: readonly Step[],
  { camera, shapes }: Shown,
  pauseMs = PAUSE_MS,
  { clock = systemClock, whenIdle = idle }: UseOptions = {},
): () => void {
  const ended = new AbortController();
  let taken = 0;
  /** Ends the wait; `nothing` before the first use, while a button is held, and after the end. */
  let cancel: (() => void) | undefined = nothing;
  const step = () => {
    if (cancel !== undefined) return;
    steps[taken++]().catch(nothing);
    if (taken < steps.length) whenIdle(step);
    else end();
  };
  const hold = () => {
    cancel?.();
    cancel = nothing;
  };
  const wait = (ms: number) => {
    cancel?.();
    cancel = clock.after(ms, () => {
      cancel = undefined;
      whenIdle(step);
    });
  };
  const look = ({ buttons }: Event & { readonly buttons?: number }) => {
    if (buttons) hold();
    else wait(pauseMs);
  };
  for (const type of USES) addEventListener(type, look, { capture: true, passive: true, signal: ended.signal });
  // Each frame of a move or a stroke must be on time, and another one follows the first.
  const stopWatch = effect(() => {
    camera.state.value, shapes.count.value;
    if (cancel !== nothing) wait(pauseMs || PAUSE_MS);
  });
  function end(): void {
    ended.abort();
    hold();
    stopWatch();
  }
  return end;
}

function nothing(): void {}

/** Safari has no idle callbacks. */
const idle: (call: () => void) => unknown = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 100));
