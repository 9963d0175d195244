import { AwaitedTool } from "./awaited_tool.ts";
import { type Tool, TOOL_NAMES, type ToolName } from "./tool.ts";

/** One of each tool: any may be taken at once, and those that are not here yet do their work when they come. */
export class ToolBox {
  readonly #awaited = new Map(TOOL_NAMES.map((name) => [name, new AwaitedTool(name)]));
  readonly #tools = Object.fromEntries(this.#awaited) as Readonly<Record<string, Tool>> as Record<ToolName, Tool>;

  constructor(tools: readonly Tool[]) {
    this.add(tools);
  }

  /** By name; stays up to date. */
  get tools(): Readonly<Record<ToolName, Tool>> {
    return this.#tools;
  }

  add(tools: readonly Tool[]): void {
    for (const tool of tools) {
      this.#tools[tool.name] = tool;
      this.#awaited.get(tool.name)?.become(tool);
    }
  }
}
