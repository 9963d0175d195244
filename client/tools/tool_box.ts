import { AwaitedTool } from "./awaited_tool.ts";
import type { Tool, ToolName } from "./tool.ts";
import type { ToolDefinition } from "./tool_registry.ts";

/** The tools of a page, one per name. */
export class ToolBox {
  readonly #tools: Record<ToolName, Tool> = {};
  readonly #awaited: ReadonlyMap<ToolName, AwaitedTool>;

  /** @param awaited tools that a person can use before their code has loaded; an `AwaitedTool` represents each */
  constructor(awaited: readonly ToolName[] = []) {
    this.#awaited = new Map(awaited.map((name) => [name, new AwaitedTool(name)]));
    Object.assign(this.#tools, Object.fromEntries(this.#awaited));
  }

  /** Tools by name. The object stays the same and is updated in place. */
  get tools(): Readonly<Record<ToolName, Tool>> {
    return this.#tools;
  }

  /** Adds the tools that are not in use already: a gesture that has begun goes on. */
  add<Context>(definitions: readonly ToolDefinition<Context>[], context: Context): void {
    for (const { name, create } of definitions) {
      const awaited = this.#awaited.get(name);
      if (Object.hasOwn(this.#tools, name) && this.#tools[name] !== awaited) continue;
      const tool = this.#tools[name] = create(context);
      awaited?.become(tool);
    }
  }
}
