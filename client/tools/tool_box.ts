import type { NoteShape } from "../../board/shape.ts";
import { FORMS } from "../../board/style.ts";
import { ArrowTool } from "./arrow_tool.ts";
import { Eraser } from "./eraser.ts";
import { drawForm } from "./form.ts";
import { drawFrame } from "./frame.ts";
import { Hand } from "./hand.ts";
import { InkTool } from "./ink_tool.ts";
import { LassoTool } from "./lasso_tool.ts";
import { LineTool } from "./line_tool.ts";
import { drawNote } from "./note.ts";
import { SelectTool } from "./select_tool.ts";
import { ShapeTool } from "./shape_tool.ts";
import { TextTool } from "./text_tool.ts";
import { type Tool, TOOL_NAMES, type ToolContext, type ToolName } from "./tool.ts";

export type ToolBox = Readonly<Record<ToolName, Tool>>;

/** One of each tool. */
export function toolBox(context: ToolContext): ToolBox {
  const tools: readonly Tool[] = [
    new SelectTool(context),
    new LassoTool(context),
    new Hand(context),
    new InkTool("pen", context),
    new InkTool("highlighter", context),
    new Eraser(context),
    ...FORMS.map((form) => new ShapeTool(form, drawForm(form), context)),
    new LineTool(context),
    new ArrowTool(context),
    new TextTool(context),
    new ShapeTool("note", drawNote, context, {
      isShownAtOnce: true,
      made: (note) => context.write(note as NoteShape),
    }),
    new ShapeTool("frame", drawFrame, context),
  ];
  const named = new Map(tools.map((tool) => [tool.name, tool]));
  const missing = TOOL_NAMES.find((name) => !named.has(name));
  if (missing) throw new Error(`Cannot fill the tool box as a tool is missing: ${missing}`);
  return Object.fromEntries(named) as ToolBox;
}
