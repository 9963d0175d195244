import { Hand } from "../hand.ts";
import { InkTool } from "./ink_tool.ts";
import type { HandContext, InkContext, Tool } from "../tool.ts";

/** The tools in the first module, available before other code loads. */
export function inkTools(context: InkContext & HandContext): readonly Tool[] {
  return [new InkTool("pen", context), new InkTool("highlighter", context), new Hand(context)];
}
