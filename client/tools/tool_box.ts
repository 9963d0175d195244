import { AwaitedTool } from "./awaited_tool.ts";
import { type Tool, TOOL_NAMES, type ToolName } from "./tool.ts";

/** Holds one tool per name. A tool whose code is still loading is represented by an `AwaitedTool`. */
export class ToolBox {
  readonly #awaited = new Map(TOOL_NAMES.map((name) => [name, new AwaitedTool(name)]));
  readonly #tools = Object.fromEntries(this.#awaited) as Readonly<Record<string, Tool>> as Record<ToolName, Tool>;

  constructor(tools: readonly Tool[]) {
    this.add(tools);
  }

  /** Tools by name. The object stays the same and is updated in place. */
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
