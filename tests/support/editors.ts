import { Board } from "../../board/document.ts";
import type { StrokeNews } from "../../board/stroke_news.ts";
import { Editor } from "../../client/editor/editor.ts";
import { returnOnce } from "../../client/editor/returned_letters.ts";
import { EditorToolContext } from "../../client/editor/tool_context.ts";
import { type ToolBox, toolBox } from "../../client/tools/tool_box.ts";

/** An editor with its tools, and what it told others. */
export class Desk {
  readonly editor: Editor;
  readonly tools: ToolBox;
  readonly context: EditorToolContext;
  readonly told: Omit<StrokeNews, "author">[] = [];

  constructor(board: Board = new Board()) {
    this.editor = new Editor(board, { name: "Ada", color: "blue" });
    this.editor.camera.viewport.value = { width: 800, height: 600 };
    this.editor.outbox = { tell: (news) => void this.told.push(news), pointAt: () => {}, typeAt: () => {} };
    returnOnce(board, this.editor.history);
    this.context = new EditorToolContext(this.editor);
    this.tools = toolBox(this.context);
  }
}
