import { HAND_TOOL } from "../hand.ts";
import type { HandContext, InkContext } from "../tool.ts";
import { ToolBox } from "../tool_box.ts";
import { HIGHLIGHTER_TOOL, PEN_TOOL } from "./ink_tool.ts";

/** The tools in the first module, available before other code loads. A pen may have a button for the eraser. */
export function inkTools(context: InkContext & HandContext): ToolBox {
  const box = new ToolBox(["select", "eraser"]);
  box.add<InkContext & HandContext>([PEN_TOOL, HIGHLIGHTER_TOOL, HAND_TOOL], context);
  return box;
}
