import { findTool } from "../../tools/tool_registry.ts";
import type { ToolName } from "../../tools/tool.ts";
import { isNib } from "./nib_styles.ts";

/** True for tools that draw something with a style. */
export function draws(tool: ToolName): boolean {
  return findTool(tool)?.makes !== undefined || isNib(tool);
}
