import { COLORS } from "../../board/palette.ts";
import { TOOL_NAMES, type ToolName } from "../tools/tool.ts";
import { arrangeCommands } from "./arrange/arrange_commands.ts";
import type { Command } from "./command.ts";
import type { Editor } from "./editor.ts";
import { textCommands } from "./text_commands.ts";
import { STROKE_SIZES } from "./style.ts";

/**
 * Keys are those that both tldraw and Excalidraw taught people; D and P both draw. Digits stay free: in both they count the toolbar, which is not complete. Brackets are line width, as
 * in every paint program, as long as nothing is selected (then they are paint order).
 */
const TOOL_KEYS: Record<ToolName, { label: string; keys: readonly string[] }> = {
  select: { label: "Select", keys: ["V"] },
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
  text: { label: "Text", keys: ["T"] },
  note: { label: "Note", keys: ["N"] },
};

/** Everything that can be done by key. */
export function commandsFor(editor: Editor): readonly Command[] {
  const { camera, history, canDraw } = editor;
  /** Who may not draw any more may not take back either: the server would refuse it. */
  const ifDrawing = (step: () => void) => canDraw.peek() && step();
  const applies = () => canDraw.value && editor.selection.ids.value.size === 0;
  return [
    ...arrangeCommands(editor),
    ...TOOL_NAMES.map((name): Command => ({
      id: `tool.${name}`,
      group: "Tools",
      ...TOOL_KEYS[name],
      run: () => void (editor.tool.value = name),
    })),
    {
      id: "style.thinner",
      label: "Thinner line",
      group: "Tools",
      keys: ["["],
      applies,
      run: () => stepSize(editor, -1),
    },
    {
      id: "style.thicker",
      label: "Thicker line",
      group: "Tools",
      keys: ["]"],
      applies,
      run: () => stepSize(editor, 1),
    },
    { id: "style.color", label: "Next colour", group: "Tools", keys: ["C"], run: () => stepColor(editor, 1) },
    {
      id: "style.color.back",
      label: "Previous colour",
      group: "Tools",
      keys: ["Shift+C"],
      run: () => stepColor(editor, -1),
    },
    {
      id: "undo",
      label: "Undo",
      group: "Edit",
      keys: ["Mod+Z"],
      repeats: true,
      run: () => ifDrawing(() => history.undo()),
    },
    {
      id: "redo",
      label: "Redo",
      group: "Edit",
      keys: ["Mod+Shift+Z", "Ctrl+Y"],
      repeats: true,
      run: () => ifDrawing(() => history.redo()),
    },
    ...textCommands(editor),
    { id: "zoom.in", label: "Zoom in", group: "View", keys: ["Mod+=", "="], repeats: true, run: () => camera.zoomIn() },
    {
      id: "zoom.out",
      label: "Zoom out",
      group: "View",
      keys: ["Mod+-", "-"],
      repeats: true,
      run: () => camera.zoomOut(),
    },
    {
      id: "zoom.reset",
      label: "Zoom to 100 %",
      group: "View",
      keys: ["Mod+0", "Shift+0"],
      run: () => camera.zoomTo(1),
    },
    {
      id: "zoom.fit",
      label: "Show everything",
      group: "View",
      keys: ["Shift+1"],
      run: () => camera.fit(editor.shapes.bounds()),
    },
    {
      id: "help",
      label: "Keyboard shortcuts",
      group: "Help",
      keys: ["?", "Mod+/"],
      run: () => void (editor.sheetOpen.value = !editor.sheetOpen.peek()),
    },
  ];
}

function stepSize({ style }: Editor, by: number): void {
  const { color, size } = style.peek();
  const next = STROKE_SIZES[STROKE_SIZES.indexOf(size) + by];
  if (next) style.value = { color, size: next };
}

function stepColor({ style }: Editor, by: number): void {
  const { color, size } = style.peek();
  style.value = { color: COLORS[(COLORS.indexOf(color) + by + COLORS.length) % COLORS.length], size };
}
