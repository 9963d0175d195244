import type { Editor } from "../editor/editor.ts";
import { ActionButton } from "./action_button.tsx";
import type { Actions } from "./actions.ts";
import { moveFocus } from "./move_focus.ts";
import { StylePicker } from "./style_picker.tsx";

type ToolName = "select" | "hand" | typeof DRAWING[number];

const DRAWING = ["pen", "highlighter", "eraser", "rectangle", "ellipse", "arrow", "line"] as const;

/** The tools. Who may only look gets the hand alone. */
export function Toolbar({ editor, actions }: { editor: Editor; actions: Actions }) {
  const tool = editor.activeTool.value;
  const button = (name: ToolName) => (
    <ActionButton key={name} command={actions[`tool.${name}`]} icon={name} pressed={tool === name} />
  );
  return (
    <div class="bar panel toolbar" role="toolbar" aria-label="Tools" onKeyDown={moveFocus}>
      {editor.canDraw.value && button("select")}
      {button("hand")}
      {editor.canDraw.value && DRAWING.map(button)}
      {editor.canDraw.value && <span class="rule" />}
      {editor.canDraw.value && <StylePicker editor={editor} />}
    </div>
  );
}
