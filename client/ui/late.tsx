import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";

/** A part of the page that is loaded when it is first shown: the first stroke does not need it. */
export function Late({ load }: { load: () => Promise<VNode> }) {
  const content = useSignal<VNode | "failed" | undefined>(undefined);
  useEffect(() => {
    load().then((loaded) => content.value = loaded, () => content.value = "failed");
  }, []);
  if (content.value === "failed") {
    return (
      <p class="problem" role="alert">This part of the page could not be loaded. Try again when you are online.</p>
    );
  }
  return content.value ?? <p class="late note">Loading…</p>;
}
