import type { NoteShape } from "../../board/shape.ts";
import { FORMS } from "../../board/style.ts";
import { ArrowTool } from "./shape/arrow_tool.ts";
import { Eraser } from "./eraser.ts";
import { drawForm } from "./shape/form.ts";
import { drawFrame } from "./shape/frame.ts";
import { LassoTool } from "./lasso_tool.ts";
import { LineTool } from "./shape/line_tool.ts";
import { drawNote } from "./shape/note.ts";
import { SelectTool } from "./select/select_tool.ts";
import { ShapeTool } from "./shape/shape_tool.ts";
import { TextTool } from "./text_tool.ts";
import type { Tool, ToolContext } from "./tool.ts";

/** All tools except the ink tools. */
export function otherTools(context: ToolContext): readonly Tool[] {
  return [
    new SelectTool(context),
    new LassoTool(context),
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
}
