import { render } from "preact";
import { commandsFor } from "./editor/commands.ts";
import { returnOnce } from "./editor/returned_letters.ts";
import { attachFields } from "./input/attach_fields.ts";
import { placingCommand } from "./input/placing.ts";
import type { BoardPage } from "./board_page.ts";
import { Chrome, type ChromeProps } from "./ui/chrome.tsx";

/** Puts everything around the drawing on the page: a module of its own, as the first stroke does not need it. */
export function showChrome({ editor, tools, commands }: BoardPage, props: Omit<ChromeProps, "editor" | "commands">) {
  attachFields(editor, document.getElementById("canvas")!);
  returnOnce(editor.board, editor.history);
  commands.push(...commandsFor(editor), placingCommand(editor, tools));
  render(<Chrome editor={editor} commands={commands} {...props} />, document.getElementById("chrome")!);
}
