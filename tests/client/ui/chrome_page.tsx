/** A board page without a canvas or a server: the real chrome on a real editor, for tests in a browser. */
import { render } from "preact";
import { Board } from "../../../board/document.ts";
import type { Command } from "../../../client/editor/command.ts";
import { Editor } from "../../../client/editor/editor.ts";
import { BUTTON_COMMANDS } from "../../../client/ui/actions.ts";
import { Chrome } from "../../../client/ui/chrome.tsx";
import { followTheme } from "../../../client/ui/theme.ts";

const editor = new Editor(new Board(), { name: "Ada Lovelace", color: "blue" });
const ran: string[] = [];

const commands = BUTTON_COMMANDS.map((id): Command => ({
  id,
  label: id,
  group: "Tools",
  keys: id === "tool.pen" ? ["P"] : [],
  run() {
    ran.push(id);
    if (id.startsWith("tool.")) editor.tool.value = id.slice(5) as typeof editor.tool.value;
    if (id === "help") editor.sheetOpen.value = true;
  },
}));

editor.status.value = { kind: "saved" };
editor.role.value = "owner";
followTheme(editor.theme);
Object.assign(globalThis, { editor, ran });
render(
  <Chrome
    editor={editor}
    commands={commands}
    slug="own"
    links={{ owner: "own", editor: "edit", viewer: "view" }}
  />,
  document.getElementById("chrome")!,
);
