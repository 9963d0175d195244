import { Eraser } from "./eraser.ts";
import { Hand } from "./hand.ts";
import { InkTool } from "./ink_tool.ts";
import type { Tool, ToolContext, ToolName } from "./tool.ts";

export type ToolBox = Readonly<Record<ToolName, Tool>>;

/** One of each tool. */
export function toolBox(context: ToolContext): ToolBox {
  return {
    hand: new Hand(context),
    pen: new InkTool("pen", context),
    highlighter: new InkTool("highlighter", context),
    eraser: new Eraser(context),
  };
}
