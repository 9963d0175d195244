import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface PopoverProps {
  /** The accessible name of the button and the panel. */
  readonly label: string;
  /** Tooltip of the button; the label by default. */
  readonly tip?: string;
  /** The content of the button. */
  readonly face: ComponentChildren;
  /** CSS class of the button; the panel has the same class with `-panel`, by which the style sheet places it. */
  readonly name: string;
  /** Called before the panel opens and when it closes. */
  readonly toggled?: (isOpen: boolean) => void;
  readonly children: ComponentChildren;
}

/**
 * A button that opens a small panel. A native popover: Escape and a press elsewhere close it, the focus returns to the
 * button, and a press on the board both closes it and starts to draw.
 */
export function Popover({ label, tip, face, name, toggled, children }: PopoverProps) {
  const id = useId();
  return (
    <>
      <button type="button" class={`button ${name}`} aria-label={label} data-tip={tip ?? label} popovertarget={id}>
        {face}
      </button>
      <div
        id={id}
        popover="auto"
        class={`panel popover ${name}-panel`}
        role="dialog"
        aria-label={label}
        onBeforeToggle={({ newState }) => toggled?.(newState === "open")}
      >
        {children}
      </div>
    </>
  );
}
