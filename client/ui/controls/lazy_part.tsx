import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { WaitingInput } from "../../editor/waiting_input.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { applySheet } from "../page/style_sheet.ts";

/** A component in a module of its own, since the first stroke does not need it. */
export interface Part<P> {
  /** Loads the component once. A failed attempt is repeated at the next call. */
  load(): Promise<ComponentType<P>>;
  /** The component, once it is loaded. */
  readonly now: ComponentType<P> | undefined;
}

export function part<P>(load: () => Promise<ComponentType<P>>): Part<P> {
  let now: ComponentType<P> | undefined;
  return {
    load: async () => now ??= await load(),
    get now() {
      return now;
    },
  };
}

/** Like `part`, for components whose styles are in `opened.css`. */
export function styledPart<P>(load: () => Promise<ComponentType<P>>): Part<P> {
  return part(async () => {
    const [component] = await Promise.all([load(), applySheet("link[rel=later]")]);
    return component;
  });
}

interface LaterProps<P> {
  readonly part: Part<P>;
  readonly props: P;
  /** Shows no message while loading or after a failure. */
  readonly quiet?: boolean;
  /** Makes input wait while loading, for parts that take the focus. */
  readonly waiting?: WaitingInput | undefined;
}

/** Shows a part. Renders it synchronously when it is loaded, so that it receives the next key. */
export function Later<P extends object>({ part, props, quiet = false, waiting }: LaterProps<P>) {
  const state = useSignal<"loading" | "here" | "failed">("loading");
  const release = useRef<() => void>(undefined);
  useLayoutEffect(() => {
    if (!part.now && waiting) release.current = waiting.hold();
    return () => release.current?.();
  }, []);
  useLayoutEffect(() => {
    if (state.value !== "loading") release.current?.();
  }, [state.value]);
  // Another caller may load the part before this effect runs, so the effect does not look at `part.now`.
  useEffect(() => {
    part.load().then(() => state.value = "here", () => state.value = "failed");
  }, []);
  const isFailed = state.value === "failed";
  if (part.now) return <part.now {...props} />;
  if (quiet) return null;
  return (
    <p class={isFailed ? "problem" : "late note"} aria-live="assertive" aria-atomic>
      {isFailed ? CONTROLS.notLoaded : CONTROLS.loading}
    </p>
  );
}
