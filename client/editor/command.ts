import type { Point } from "./camera.ts";

/** In the order in which they are listed. */
export const GROUPS = ["Tools", "Style", "Edit", "Arrange", "View", "File", "Help"] as const;

/** Something the person can do by key, button or menu. The shortcut sheet lists these; nothing else has keys. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: typeof GROUPS[number];
  /**
   * Shortcuts, best known first: "V", "Shift+1", "Mod+Z" (Mod is Cmd on a Mac, Ctrl elsewhere), "?".
   * What is not a letter or digit is `KeyboardEvent.key`, wherever the layout has it.
   */
  readonly keys: readonly string[];
  /** True when the browser itself hears the keys. */
  readonly isNative?: boolean;
  /** Its keys with Mod are the browser's own where the board has not the focus: in panels, bars and dialogs. */
  readonly isOnlyOnBoard?: boolean;
  /** True when holding the key does it again and again. */
  readonly repeats?: boolean;
  /**
   * What becomes of a gesture under way when the key is pressed. `dropped`: it is taken back, and that is all the key does.
   * `kept`: what there is of it counts, then the command runs. The gesture goes on unless given.
   */
  readonly endsGesture?: "dropped" | "kept";
  /**
   * Whether it means anything now: one that does not is greyed out, and its keys are free for another that does. Always,
   * unless given. Reads signals, so that menus follow.
   */
  applies?(): boolean;
  /** @param place on the board, where it was asked for; not given by keys and buttons, which are in no place of it */
  run(place?: Point): void;
}
