import type { ToolDefinition } from "../tool_registry.ts";
import { drawArrow, endAt } from "./arrow.ts";
import { ShapeTool } from "./shape_tool.ts";
import type { ShapeContext, ToolPointer } from "../tool.ts";

/** Draws arrows. While hovering, it shows the shape that a new arrow would connect to. */
export class ArrowTool extends ShapeTool {
  readonly #context: ShapeContext;

  constructor(context: ShapeContext) {
    super("arrow", drawArrow, context);
    this.#context = context;
  }

  hover({ samples, keys }: ToolPointer): void {
    this.#context.showTies([endAt(samples[samples.length - 1], { keys, context: this.#context })]);
  }

  leave(): void {
    this.#context.showTies([]);
  }

  override finish(): void {
    super.finish();
    this.leave();
  }
}

export const ARROW_TOOL: ToolDefinition = {
  name: "arrow",
  label: "Arrow",
  keys: ["A"],
  button: "wide",
  isAfterMenu: true,
  makes: "arrow",
  create: (context) => new ArrowTool(context),
};
