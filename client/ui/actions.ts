import type { Command } from "../editor/command.ts";

/** The commands with a button on the board page, apart from the tools. */
export const BUTTON_COMMANDS = [
  "tool.keep",
  "undo",
  "redo",
  "zoom.in",
  "zoom.out",
  "zoom.reset",
  "zoom.fit",
  "find",
  "palette",
  "grid",
  "finger.draw",
  "finger.pan",
  "minimap",
  "export",
  "open",
  "image.add",
  "image.camera",
  "settings",
  "connection",
  "help",
] as const;

export type ButtonCommand = typeof BUTTON_COMMANDS[number];

export type Actions = Readonly<Record<ButtonCommand, Command>> & {
  /** The tools, in the order of the toolbar. */
  readonly tools: readonly ToolAction[];
};

export interface ToolAction {
  readonly tool: string;
  readonly command: Command;
}

/** Finds the commands of the buttons. @throws when one is missing, so that tests find it before a person does */
export function actionsOf(commands: readonly Command[]): Actions {
  const found = new Map(commands.map((command) => [command.id, command]));
  for (const id of BUTTON_COMMANDS) {
    if (!found.has(id)) throw new Error(`Cannot show the buttons as: there is no command "${id}"`);
  }
  const tools = commands.filter(({ id }) => id.startsWith("tool.") && id !== "tool.keep")
    .map((command) => ({ tool: command.id.slice("tool.".length), command }));
  return { ...Object.fromEntries(found) as Record<ButtonCommand, Command>, tools };
}
