import { Board } from "../../../board/document.ts";
import type { SelectionPresence } from "../../../board/wire/selection_presence.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";
import { ARRANGING } from "../../../client/editor/arrange/arranging.ts";
import { Editor } from "../../../client/editor/editor.ts";
import { returnOnce } from "../../../client/editor/history/returned_text.ts";
import { EditorToolContext } from "../../../client/editor/contexts/tool_context.ts";
import { inkTools } from "../../../client/tools/ink/ink_tools.ts";
import { allTools } from "../../../client/tools/tool_registry.ts";
import "../../../client/tools/tools.ts";
import type { Tool, ToolName } from "../../../client/tools/tool.ts";

// A page loads it with the first use.
await ARRANGING.load();

/** An editor with its tools, and what it sent to others. */
export class Desk {
  readonly editor: Editor;
  readonly tools: Readonly<Record<ToolName, Tool>>;
  readonly context: EditorToolContext;
  readonly held: (SelectionPresence | undefined)[] = [];
  readonly told: Omit<StrokeNews, "author">[] = [];

  constructor(board: Board = new Board()) {
    this.editor = new Editor(board, { name: "Ada", color: "blue" });
    this.editor.camera.viewport.value = { width: 800, height: 600 };
    this.editor.outbox = {
      tell: (news) => void this.told.push(news),
      pointAt: () => {},
      typeAt: () => {},
      hold: (held) => void this.held.push(held),
      talk: () => {},
      together: () => {},
      myId: () => 0,
    };
    returnOnce(board, this.editor.history);
    this.context = new EditorToolContext(this.editor);
    const box = inkTools(this.context);
    box.add(allTools(), this.context);
    this.tools = box.tools;
  }
}
