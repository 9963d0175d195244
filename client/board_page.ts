import { Board } from "../board/document.ts";
import { Editor } from "./editor/editor.ts";
import { EditorInkContext } from "./editor/contexts/ink_context.ts";
import { translateGuestName } from "./editor/people/default_name.ts";
import { readPreferences, rememberPreferences, type Shelf } from "./editor/preferences.ts";
import { attachInput, type Input } from "./input/attach.ts";
import { Stage } from "./render/stage.ts";
import { inkTools } from "./tools/ink/ink_tools.ts";
import type { ToolBox } from "./tools/tool_box.ts";
import { followTheme } from "./ui/page/theme.ts";
import { PAGE } from "./messages/en/page.ts";

export interface BoardPage {
  readonly editor: Editor;
  /** Shows the board. */
  readonly surface: HTMLElement;
  /** Contains the interface. */
  readonly chrome: HTMLElement;
  readonly stage: Stage;
  readonly input: Input;
  readonly box: ToolBox;
  /** Removes the board from the page, with everything that showBoard started. Safe to call twice. */
  close(): void;
}

/**
 * Puts an empty board into an element, ready for ink. `interface.tsx` adds everything else.
 *
 * @param language resolves when the language of the page has loaded
 */
export function showBoard(element: HTMLElement, shelf: Shelf | undefined, language?: Promise<unknown>): BoardPage {
  const preferences = readPreferences(shelf);
  const editor = new Editor(new Board(), preferences.me);
  const memory = rememberPreferences(editor, preferences, shelf);
  if (preferences.isNameNew) language?.then(() => translateGuestName(editor, preferences.me.name));
  const theme = followTheme(editor);
  const surface = document.createElement("div"), chrome = document.createElement("div");
  Object.assign(surface, { id: "canvas", dir: "ltr", tabIndex: 0, role: "group", ariaLabel: PAGE.board });
  // Orca does not announce an application that takes the focus, but announces an element in it that does.
  const application = document.createElement("div");
  application.role = "application";
  application.append(surface);
  element.append(application, chrome);
  const stage = new Stage(editor, surface);
  const box = inkTools(new EditorInkContext(editor));
  const input = attachInput(editor, surface, box);
  return {
    editor,
    surface,
    chrome,
    stage,
    input,
    box,
    close() {
      for (const part of [input, stage, theme, memory, editor]) part.close();
      application.remove();
      chrome.remove();
    },
  };
}
