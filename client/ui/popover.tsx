import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface PopoverProps {
  /** Names both the button and the panel. */
  readonly label: string;
  /** Tooltip of the button; the label unless given. */
  readonly tip?: string;
  /** What the button shows. */
  readonly face: ComponentChildren;
  /** Class of the button and, with `-panel` added, of the panel: the style sheet says where the panel stands. */
  readonly name: string;
  readonly children: ComponentChildren;
}

/**
 * A button that opens a small panel. The browser's own popover: Escape and a press elsewhere close it, the focus goes
 * back to the button, and a press on the board both closes it and starts to draw.
 */
export function Popover({ label, tip, face, name, children }: PopoverProps) {
  const id = useId();
  return (
    <>
      <button type="button" class={`button ${name}`} aria-label={label} data-tip={tip ?? label} popovertarget={id}>
        {face}
      </button>
      <div id={id} popover="auto" class={`panel popover ${name}-panel`} role="dialog" aria-label={label}>
        {children}
      </div>
    </>
  );
}
