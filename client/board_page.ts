import { Board } from "../board/document.ts";
import { Editor } from "./editor/editor.ts";
import { EditorInkContext } from "./editor/contexts/ink_context.ts";
import { readPreferences, rememberPreferences, type Shelf } from "./editor/preferences.ts";
import { attachInput, type Input } from "./input/attach.ts";
import { Stage } from "./render/stage.ts";
import { inkTools } from "./tools/ink/ink_tools.ts";
import type { ToolBox } from "./tools/tool_box.ts";
import { followTheme } from "./ui/page/theme.ts";

export interface BoardPage {
  readonly editor: Editor;
  /** Shows the board. */
  readonly surface: HTMLElement;
  readonly stage: Stage;
  readonly input: Input;
  readonly box: ToolBox;
  /** Removes the board from the page, with everything that showBoard started. Safe to call twice. */
  close(): void;
}

/** Puts an empty board on the page, ready for ink. `outfit.tsx` adds everything else. */
export function showBoard(shelf: Shelf | undefined): BoardPage {
  const preferences = readPreferences(shelf);
  const editor = new Editor(new Board(), preferences.me);
  const memory = rememberPreferences(editor, preferences, shelf);
  const theme = followTheme(editor.theme);
  const surface = document.getElementById("canvas")!;
  const stage = new Stage(editor, surface);
  const box = inkTools(new EditorInkContext(editor));
  const input = attachInput(editor, surface, box);
  const close = () => [input, stage, theme, memory, editor].forEach((part) => part.close());
  return { editor, surface, stage, input, box, close };
}
