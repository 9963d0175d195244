import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { LINKS } from "../../messages/en/people/links.ts";

/** How long the result is shown, ms. */
const THANKS_MS = 2_000;

interface CopyButtonProps {
  readonly text: string | (() => string);
  /** Whether only screen readers get the label. The icon shows the result as well. */
  readonly isIconOnly?: boolean;
  /** Default: that it copies. */
  readonly label?: string;
}

/** Copies a text and shows whether that worked. As wide as its longest label. */
export function CopyButton({ text, isIconOnly = false, label = LINKS.copy }: CopyButtonProps) {
  const outcome = useSignal<"copied" | "failed" | undefined>(undefined);
  useEffect(() => {
    if (outcome.value === undefined) return;
    const timer = setTimeout(() => outcome.value = undefined, THANKS_MS);
    return () => clearTimeout(timer);
  }, [outcome.value]);
  const copy = async () => {
    // Without a secure context there is no clipboard API. The link can still be selected in the field beside.
    await navigator.clipboard?.writeText(typeof text === "string" ? text : text()).then(
      () => outcome.value = "copied",
      () => outcome.value = "failed",
    ) ??
      (outcome.value = "failed");
  };
  const words = { idle: label, copied: LINKS.copied, failed: LINKS.selectIt }[outcome.value ?? "idle"];
  return (
    <button type="button" class="primary copy" onClick={copy}>
      <Icon name={outcome.value === "copied" ? "check" : "copy"} />
      <span class={isIconOnly ? "unseen" : undefined} aria-live="polite" aria-atomic>{words}</span>
    </button>
  );
}
