import { COMMENT_TOOL } from "./comment_tool.ts";
import { ERASER_TOOL } from "./eraser.ts";
import { HAND_TOOL } from "./hand.ts";
import { HIGHLIGHTER_TOOL, PEN_TOOL } from "./ink/ink_tool.ts";
import { LASER_TOOL } from "./laser_tool.ts";
import { LASSO_TOOL } from "./lasso_tool.ts";
import { SELECT_TOOL } from "./select/select_tool.ts";
import { ARROW_TOOL } from "./shape/arrow_tool.ts";
import { FORM_TOOLS } from "./shape/form.ts";
import { FRAME_TOOL } from "./shape/frame.ts";
import { LINE_TOOL } from "./shape/line_tool.ts";
import { NOTE_TOOL } from "./shape/note.ts";
import { TEXT_TOOL } from "./text_tool.ts";
import { registerTool } from "./tool_registry.ts";

/** In the order of the toolbar. D and P both select the pen. Digits are unused: other boards number tools differently. */
for (
  const tool of [
    SELECT_TOOL,
    LASSO_TOOL,
    HAND_TOOL,
    PEN_TOOL,
    HIGHLIGHTER_TOOL,
    ERASER_TOOL,
    ...FORM_TOOLS,
    LINE_TOOL,
    ARROW_TOOL,
    TEXT_TOOL,
    NOTE_TOOL,
    FRAME_TOOL,
    COMMENT_TOOL,
    LASER_TOOL,
  ]
) registerTool(tool);
