import type { Right } from "../../board/role.ts";
import type { Kind } from "../../board/shape.ts";
import type { Tool, ToolContext, ToolName } from "./tool.ts";

/** Everything that the page knows of a tool. CONTRIBUTING.md shows how to add one. */
export interface ToolDefinition<Context = ToolContext> {
  readonly name: ToolName;
  /** The name on its button and in lists. */
  readonly label: string;
  /** The keys that choose it. */
  readonly keys: readonly string[];
  /** Where its button is: on every screen; on wide screens, else in the menu of shapes; only in that menu. */
  readonly button: "always" | "wide" | "menu";
  /** The button is on the right of the menu of shapes. */
  readonly isAfterMenu?: boolean;
  /** The kind of shape that it makes, whose style the style panel offers. Absent for ink and tools that make nothing. */
  readonly makes?: Kind;
  /** The right that a person needs to use it; "draw" when absent. */
  readonly needs?: Right;
  create(context: Context): Tool;
}

const TOOLS = new Map<ToolName, ToolDefinition>();

/**
 * Adds a tool after the others. Pages that are open already do not offer it.
 *
 * @returns removes it again
 * @throws when there is a tool of this name
 */
export function registerTool(tool: ToolDefinition): Disposable {
  if (TOOLS.has(tool.name)) throw new Error(`Cannot register a tool as "${tool.name}" exists`);
  TOOLS.set(tool.name, tool);
  return { [Symbol.dispose]: () => void TOOLS.delete(tool.name) };
}

export function findTool(name: ToolName): ToolDefinition | undefined {
  return TOOLS.get(name);
}

/** True for tools that add a single shape. */
export function isMaker(name: ToolName): boolean {
  return findTool(name)?.makes !== undefined;
}

/** All tools, in the order of the toolbar. Empty until `tools.ts` has loaded. */
export function allTools(): readonly ToolDefinition[] {
  return [...TOOLS.values()];
}
