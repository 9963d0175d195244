import type { Point } from "../../board/figure/point.ts";
import { translated } from "../messages/messages.ts";

/** In the order in which lists show them. */
export const GROUPS = ["Tools", "Style", "Edit", "Arrange", "View", "File", "Help"] as const;

/** An action available by key, button or menu. The shortcut sheet lists these; no other shortcuts exist. */
export interface Command {
  readonly id: string;
  /** In English. `inLanguage` translates it. */
  readonly label: string;
  readonly group: typeof GROUPS[number];
  /**
   * Shortcuts, the most common first: "V", "Shift+1", "Mod+Z" (Mod is Cmd on a Mac, Ctrl elsewhere), "?". A key that is
   * neither a letter nor a digit is given as `KeyboardEvent.key`, so the keyboard layout does not matter.
   */
  readonly keys: readonly string[];
  /** True when the browser handles the keys itself. */
  readonly isNative?: boolean;
  /** True when its Mod keys belong to the browser while the focus is in a panel, bar or dialog. */
  readonly isOnlyOnBoard?: boolean;
  /** True when holding the key repeats the command. */
  readonly repeats?: boolean;
  /**
   * What the key does to a gesture in progress. `dropped`: the key cancels the gesture and does nothing else. `kept`:
   * the gesture ends with what it has so far, then the command runs. When absent, the gesture continues.
   */
  readonly endsGesture?: "dropped" | "kept";
  /**
   * Whether the command is available now. An unavailable command is greyed out, and its keys pass to the next command
   * that is available. When absent, it is always available. Reads signals, so that menus update.
   */
  applies?(): boolean;
  /** @param place the board point it was invoked at; keys and buttons give none */
  run(place?: Point): void;
}

/** The commands with their labels in the language of the page. */
export function inLanguage(commands: readonly Command[]): Command[] {
  return commands.map((command) => ({ ...command, label: translated("commands", command.id, command.label) }));
}
