import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import type { Sample, Tool, ToolName, ToolPointer } from "../tools/tool.ts";

/** Tools that do something else than put one shape on the board. */
const OTHERS: ReadonlySet<string> = new Set(["select", "lasso", "hand", "pen", "highlighter", "eraser"]);
/** Tools whose shape has a beginning and an end, and half of how far these are apart, board units. */
const LINES: ReadonlySet<string> = new Set(["line", "arrow"]);
const HALF_LINE = 80;

export function isMaker(tool: string): boolean {
  return !OTHERS.has(tool);
}

/** Enter puts what the tool in hand makes into the middle of what is seen, as a press there would. */
export function placingCommand(editor: Editor, tools: Readonly<Record<ToolName, Tool>>): Command {
  return {
    id: "place",
    label: "Put a shape into the middle",
    group: "Edit",
    keys: ["Enter"],
    applies: () => isMaker(editor.activeTool.value),
    run() {
      const name = editor.activeTool.peek();
      const half = LINES.has(name) ? HALF_LINE : 0;
      const tool = tools[name];
      tool.down(pointerAt(editor, -half));
      if (half > 0) tool.move(pointerAt(editor, half));
      tool.up(pointerAt(editor, half));
    },
  };
}

/** A pointer beside the middle of what is seen. @param dx board units */
function pointerAt({ camera }: Editor, dx: number): ToolPointer {
  const middle = camera.centre();
  const { x, y } = camera.toBoard(middle);
  const sample: Sample = { x: x + dx, y, viewX: middle.x + dx * camera.zoom, viewY: middle.y, pressure: 0.5 };
  return { type: "mouse", time: 0, samples: [sample], keys: { shift: false, alt: false, mod: false } };
}
