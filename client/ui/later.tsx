import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** A part of the page whose code is a module of its own, as the first stroke does not need it. */
export interface Part<P> {
  /** Loads it once; what could not be loaded is tried again. */
  load(): Promise<ComponentType<P>>;
  /** The component, once its code has come. */
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

interface LaterProps<P> {
  readonly part: Part<P>;
  readonly props: P;
  /** Nobody waits for it: nothing is said while it is loading, or when it cannot be loaded. */
  readonly quiet?: boolean;
}

/** Shows a part of the page: at once when its code has come, so that the next key is already heard by it. */
export function Later<P extends object>({ part, props, quiet = false }: LaterProps<P>) {
  const state = useSignal<"loading" | "here" | "failed">("loading");
  useEffect(() => {
    if (part.now === undefined) part.load().then(() => state.value = "here", () => state.value = "failed");
  }, []);
  const isFailed = state.value === "failed";
  if (part.now) return <part.now {...props} />;
  if (quiet) return null;
  if (!isFailed) return <p class="late note">Loading…</p>;
  return <p class="problem" role="alert">This part of the page could not be loaded. Try again when you are online.</p>;
}
