import { type Point, uprightOf } from "../../board/figure/point.ts";
import { findKind } from "../../board/kinds/kinds.ts";
import { findTool, isMaker } from "../tools/tool_registry.ts";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import type { Box } from "../geometry/box.ts";
import type { Sample, Tool, ToolName, ToolPointer } from "../tools/tool.ts";

/** Half of the default distance between the two ends of a line, board units. */
const HALF_LINE = 80;

/** Tools that Enter uses in the middle of the selection: they concern what is there. */
const AT_SELECTION: ReadonlySet<ToolName> = new Set(["comment", "laser"]);

/**
 * Enter adds the shape of the current tool in the middle of the view, like a press there. With two selected shapes, a
 * line or an arrow connects them.
 */
export function placingCommand(editor: Editor, tools: Readonly<Record<ToolName, Tool>>): Command {
  return {
    id: "place",
    label: "Insert at centre or connect two shapes",
    group: "Edit",
    keys: ["Enter"],
    endsGesture: "kept",
    applies: () => isMaker(editor.activeTool.value) || AT_SELECTION.has(editor.activeTool.value),
    run() {
      const name = editor.activeTool.peek();
      const tool = tools[name];
      const [from, to = from] = findKind(findTool(name)?.makes)?.body === "line"
        ? endsOf(editor)
        : [AT_SELECTION.has(name) ? middleOfSelection(editor) : middleOf(editor.camera.view())];
      tool.down(pointerAt(editor, from));
      if (to !== from) tool.move(pointerAt(editor, to));
      tool.up(pointerAt(editor, to));
    },
  };
}

/** The middle of the selection, or else of the view. */
function middleOfSelection({ selection, camera }: Editor): Point {
  return middleOf(selection.outline.peek() ? uprightOf(selection.outline.peek()!) : camera.view());
}

/** The ends of a new line, board units. */
function endsOf({ selection, camera }: Editor): readonly Point[] {
  const shapes = selection.shapes();
  if (shapes.length === 2) return shapes.map((shape) => middleOf(uprightOf(shape)));
  const { x, y } = middleOf(camera.view());
  return [{ x: x - HALF_LINE, y }, { x: x + HALF_LINE, y }];
}

function middleOf({ minX, minY, maxX, maxY }: Box): Point {
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2 };
}

function pointerAt({ camera }: Editor, { x, y }: Point): ToolPointer {
  const sample: Sample = {
    x,
    y,
    viewX: (x - camera.x) * camera.zoom,
    viewY: (y - camera.y) * camera.zoom,
    pressure: 0.5,
  };
  return { type: "mouse", time: 0, samples: [sample], keys: { shift: false, alt: false, mod: false } };
}
