import type { LaserContext, Tool, ToolPointer } from "./tool.ts";
import type { ToolDefinition } from "./tool_registry.ts";

/** The laser pointer: a line that fades, for everybody on the board. It writes nothing. */
export class LaserTool implements Tool {
  readonly name = "laser";
  readonly cursor = "crosshair";
  readonly heldCursor = "crosshair";
  readonly isForFingers = true;
  readonly #context: LaserContext;

  constructor(context: LaserContext) {
    this.#context = context;
  }

  down(pointer: ToolPointer): void {
    this.move(pointer);
  }

  move({ samples }: ToolPointer): void {
    for (const { x, y } of samples) this.#context.pointLaser({ x, y });
  }

  up(pointer: ToolPointer): void {
    this.move(pointer);
    this.finish();
  }

  cancel(): void {
    this.finish();
  }

  finish(): void {
    this.#context.pointLaser(undefined);
  }
}

export const LASER_TOOL: ToolDefinition<LaserContext> = {
  name: "laser",
  label: "Laser pointer",
  keys: ["K"],
  button: "menu",
  isAfterMenu: true,
  needs: "point",
  create: (context) => new LaserTool(context),
};
