/** Something the person can do by key, button or menu. The shortcut sheet lists these; nothing else has keys. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: "Tools" | "View" | "Edit" | "Help";
  /**
   * Shortcuts, best known first: "V", "Shift+1", "Mod+Z" (Mod is Cmd on a Mac, Ctrl elsewhere), "?".
   * A single character means `KeyboardEvent.key` regardless of case.
   */
  readonly keys: readonly string[];
  run(): void;
}
