import type { ToolDefinition } from "../tool_registry.ts";
import { boxOf } from "./form.ts";
import { NAMES } from "../../messages/en/people/names.ts";
import { type Draw, ShapeTool } from "./shape_tool.ts";

/** Size of a frame that a click adds, board units. */
const CLICK_SIZE = { w: 480, h: 320 };

/** Draws a frame by its box, like a form. */
export const drawFrame: Draw = (drag, start) => ({
  ...start,
  kind: "frame",
  name: NAMES.frame,
  ...boxOf(drag, CLICK_SIZE),
});

export const FRAME_TOOL: ToolDefinition = {
  name: "frame",
  label: "Frame",
  keys: ["F"],
  button: "wide",
  isAfterMenu: true,
  makes: "frame",
  create: (context) => new ShapeTool("frame", drawFrame, context),
};
