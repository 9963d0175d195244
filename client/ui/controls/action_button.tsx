import type { Command } from "../../editor/command.ts";
import { Icon, type Picture } from "./icon.tsx";
import { isMac } from "../../editor/platform.ts";
import { keyText } from "../page/keys.ts";

interface ActionButtonProps {
  readonly command: Command;
  readonly icon: Picture;
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Shown only on wide screens, or only on narrow ones. */
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
 * Keeps the focus where it is when a button is pressed with the mouse. Otherwise Space, which pans the board, would
 * press that button again.
 */
export function leaveFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** The tooltip of a command, as "Pen  P". */
export function tipOf({ label, keys }: Command): string {
  return keys.length === 0 ? label : `${label}\u2002${keyText(keys[0], isMac())}`;
}

function ariaKeys({ keys }: Command): string | undefined {
  return keys.map((key) => key.replace("Mod", isMac() ? "Meta" : "Control")).join(" ") || undefined;
}
