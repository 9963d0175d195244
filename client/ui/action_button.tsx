import type { Command } from "../editor/command.ts";
import { Icon, type Picture } from "./icon.tsx";
import { isMac, keyText } from "./keys.ts";

interface ActionButtonProps {
  readonly command: Command;
  readonly icon: Picture;
  /** For one of several: whether it is the chosen one. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Shown only where there is room, or only where there is not. */
  readonly wide?: boolean;
  readonly narrow?: boolean;
}

/** A square button that runs a command; its tooltip names the command and its shortcut. */
export function ActionButton({ command, icon, pressed, disabled, wide, narrow }: ActionButtonProps) {
  return (
    <button
      type="button"
      class={`button${wide ? " wide" : ""}${narrow ? " narrow" : ""}`}
      aria-label={command.label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      aria-keyshortcuts={ariaKeys(command)}
      data-tip={tipOf(command)}
      onMouseDown={leaveFocus}
      onClick={() => disabled || command.run()}
    >
      <Icon name={icon} />
    </button>
  );
}

/**
 * A press with the mouse leaves the focus where it was: Space is for moving the board, and must not press again the
 * button that was pressed last.
 */
export function leaveFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** "Pen  P": what a tooltip says of a command. */
export function tipOf({ label, keys }: Command): string {
  return keys.length === 0 ? label : `${label}\u2002${keyText(keys[0], isMac())}`;
}

function ariaKeys({ keys }: Command): string | undefined {
  return keys.map((key) => key.replace("Mod", isMac() ? "Meta" : "Control")).join(" ") || undefined;
}
