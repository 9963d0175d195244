import type { Tool, ToolName, ToolPointer } from "./tool.ts";

/** Replaces a tool whose code is still loading. It records calls and replays them when the tool arrives. */
export class AwaitedTool implements Tool {
  readonly name: ToolName;
  readonly cursor = "progress";
  readonly heldCursor = "progress";
  #tool: Tool | undefined;
  #kept: ((tool: Tool) => void)[] = [];

  constructor(name: ToolName) {
    this.name = name;
  }

  /** Replays the recorded calls, then passes calls on. A press that began on this stand-in continues with the tool. */
  become(tool: Tool): void {
    this.#tool = tool;
    for (const step of this.#kept.splice(0)) step(tool);
  }

  down(pointer: ToolPointer): void {
    this.#do((tool) => tool.down(pointer));
  }

  move(pointer: ToolPointer): void {
    this.#do((tool) => tool.move(pointer));
  }

  up(pointer: ToolPointer): void {
    this.#do((tool) => tool.up(pointer));
  }

  cancel(): void {
    this.#do((tool) => tool.cancel());
  }

  finish(): void {
    this.#do((tool) => tool.finish());
  }

  #do(step: (tool: Tool) => void): void {
    if (this.#tool) step(this.#tool);
    else this.#kept.push(step);
  }
}
