import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

interface LaterProps<P> {
  /** Loads the component: a module of its own, as the first stroke does not need it. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
  /** Nobody waits for it: nothing is said while it is loading, or when it cannot be loaded. */
  readonly quiet?: boolean;
}

/** A part of the page whose code is loaded when it is shown for the first time. */
export function Later<P extends object>({ load, props, quiet = false }: LaterProps<P>) {
  const loaded = useSignal<{ readonly Part: ComponentType<P> } | "failed" | undefined>(undefined);
  useEffect(() => {
    load().then((Part) => loaded.value = { Part }, () => loaded.value = "failed");
  }, []);
  if (quiet && typeof loaded.value !== "object") return null;
  if (loaded.value === "failed") {
    return (
      <p class="problem" role="alert">This part of the page could not be loaded. Try again when you are online.</p>
    );
  }
  if (loaded.value === undefined) return <p class="late note">Loading…</p>;
  const { Part } = loaded.value;
  return <Part {...props} />;
}
