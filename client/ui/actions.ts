import type { Command } from "../editor/command.ts";

/** The commands that have a button on the board page, by their ids. */
export const BUTTON_COMMANDS = [
  "tool.select",
  "tool.hand",
  "tool.pen",
  "tool.highlighter",
  "tool.eraser",
  "tool.rectangle",
  "tool.ellipse",
  "tool.arrow",
  "tool.line",
  "undo",
  "redo",
  "zoom.in",
  "zoom.out",
  "zoom.reset",
  "zoom.fit",
  "help",
] as const;

export type ButtonCommand = typeof BUTTON_COMMANDS[number];

export type Actions = Readonly<Record<ButtonCommand, Command>>;

/** Finds the buttons' commands. @throws when one is missing: a dead button would only be found by the person. */
export function actionsOf(commands: readonly Command[]): Actions {
  const found = new Map(commands.map((command) => [command.id, command]));
  for (const id of BUTTON_COMMANDS) {
    if (!found.has(id)) throw new Error(`Cannot show the buttons as: there is no command "${id}"`);
  }
  return Object.fromEntries(found) as Record<ButtonCommand, Command>;
}
