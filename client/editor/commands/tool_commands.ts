import { TOOL_NAMES, type ToolName } from "../../tools/tool.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";

/** D and P both select the pen. Digits are unused: tldraw and Excalidraw number their toolbars differently. */
export const TOOL_KEYS: Record<ToolName, { label: string; keys: readonly string[] }> = {
  select: { label: "Select", keys: ["V"] },
  lasso: { label: "Lasso", keys: ["S"] },
  hand: { label: "Hand", keys: ["H"] },
  pen: { label: "Pen", keys: ["P", "D", "X", "B"] },
  highlighter: { label: "Highlighter", keys: ["Shift+D"] },
  eraser: { label: "Eraser", keys: ["E"] },
  rectangle: { label: "Rectangle", keys: ["R"] },
  ellipse: { label: "Ellipse", keys: ["O"] },
  diamond: { label: "Diamond", keys: [] },
  triangle: { label: "Triangle", keys: [] },
  hexagon: { label: "Hexagon", keys: [] },
  star: { label: "Star", keys: [] },
  cloud: { label: "Cloud", keys: [] },
  line: { label: "Line", keys: ["L"] },
  arrow: { label: "Arrow", keys: ["A"] },
  frame: { label: "Frame", keys: ["F"] },
  text: { label: "Text", keys: ["T"] },
  note: { label: "Sticky note", keys: ["N"] },
};

/** People who may not draw have the hand only. */
export function toolCommands(editor: Editor): readonly Command[] {
  return [
    ...TOOL_NAMES.map((name): Command => ({
      id: `tool.${name}`,
      group: "Tools",
      ...TOOL_KEYS[name],
      applies: () => name === "hand" || editor.canDraw.value,
      run: () => void (editor.tool.value = name),
    })),
    {
      id: "tool.keep",
      label: "Keep the tool in hand",
      group: "Tools",
      keys: ["Q"],
      applies: () => editor.canDraw.value,
      run: () => void (editor.keepsTool.value = !editor.keepsTool.peek()),
    },
  ];
}
