import type { Command } from "../editor/command.ts";

/** The commands that have a button of their own on the board page, besides the tools. */
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

/** Finds the buttons' commands. @throws when one is missing: a dead button would only be found by the person. */
export function actionsOf(commands: readonly Command[]): Actions {
  const found = new Map(commands.map((command) => [command.id, command]));
  for (const id of BUTTON_COMMANDS) {
    if (!found.has(id)) throw new Error(`Cannot show the buttons as: there is no command "${id}"`);
  }
  const tools = commands.filter(({ id }) => id.startsWith("tool.") && id !== "tool.keep")
    .map((command) => ({ tool: command.id.slice("tool.".length), command }));
  return { ...Object.fromEntries(found) as Record<ButtonCommand, Command>, tools };
}
