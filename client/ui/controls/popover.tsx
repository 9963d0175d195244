import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Later, type Part } from "./lazy_part.tsx";

interface PopoverProps<P> {
  /** The accessible name of the button and the panel. */
  readonly label: string;
  /** Tooltip of the button; the label by default. */
  readonly tip?: string;
  /** The content of the button. */
  readonly face: ComponentChildren;
  /** CSS class of the button; the panel has the same class with `-panel`, by which the style sheet places it. */
  readonly name: string;
  /** The content of the panel, which is loaded when the panel opens, and there only while it is open. */
  readonly part: Part<P>;
  readonly props: P;
}

/**
 * A button that opens a small panel. A native popover: Escape and a press elsewhere close it, the focus returns to the
 * button, and a press on the board both closes it and starts to draw.
 */
export function Popover<P extends object>({ label, tip, face, name, part, props }: PopoverProps<P>) {
  const id = useId();
  return (
    <>
      <button type="button" class={`button ${name}`} aria-label={label} data-tip={tip ?? label} popovertarget={id}>
        {face}
      </button>
      <PopoverPanel id={id} label={label} look={`${name}-panel`} part={part} props={props} />
    </>
  );
}

interface PopoverPanelProps<P> {
  readonly id: string;
  readonly label: string;
  /** CSS class. */
  readonly look: string;
  readonly part: Part<P>;
  readonly props: P;
}

/** The panel that a button with `popovertarget` opens. */
export function PopoverPanel<P extends object>({ id, label, look, part, props }: PopoverPanelProps<P>) {
  const isOpen = useSignal(false);
  return (
    <div
      id={id}
      popover="auto"
      class={`panel popover ${look}`}
      role="dialog"
      aria-label={label}
      onBeforeToggle={({ newState }) => newState === "open" && (isOpen.value = true)}
      // Later than the above: the browser returns the focus from the content to the button in between.
      onToggle={({ newState }) => newState === "closed" && (isOpen.value = false)}
    >
      {isOpen.value && <Later part={part} props={props} />}
    </div>
  );
}
