import { Hand } from "./hand.ts";
import { InkTool } from "./ink_tool.ts";
import type { HandContext, InkContext, Tool } from "./tool.ts";

/** What a board can be drawn on with before any other code is there. */
export function inkTools(context: InkContext & HandContext): readonly Tool[] {
  return [new InkTool("pen", context), new InkTool("highlighter", context), new Hand(context)];
}
