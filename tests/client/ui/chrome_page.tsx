/** A board page without canvas and server: the real chrome on a real editor, for browser tests. */
import { render } from "preact";
import { Board } from "../../../board/document.ts";
import type { Command } from "../../../client/editor/command.ts";
import { commandsFor } from "../../../client/editor/commands.ts";
import { Editor } from "../../../client/editor/editor.ts";
import "../../../client/tools/tools.ts";
import { Chrome } from "../../../client/ui/chrome.tsx";
import { PageLinks } from "../../../client/ui/links/page_links.ts";
import { followTheme } from "../../../client/ui/page/theme.ts";

const editor = new Editor(new Board(), { name: "Ada Lovelace", color: "blue" });
const ran: string[] = [];

/** The real commands, labelled by their ids. */
const commands = commandsFor(editor).map((command): Command => ({
  ...command,
  label: command.id,
  keys: command.id === "tool.pen" ? ["P"] : [],
  run() {
    ran.push(command.id);
    command.run();
  },
}));

editor.status.value = { kind: "saved" };
editor.role.value = "owner";
followTheme(editor);
const canvas = document.createElement("div"), chrome = document.createElement("div");
Object.assign(canvas, { id: "canvas", tabIndex: 0 });
document.getElementById("app")!.append(canvas, chrome);
Object.assign(globalThis, { editor, ran });
render(
  <Chrome
    editor={editor}
    commands={commands}
    links={new PageLinks("own", { links: { owner: "own", editor: "edit", viewer: "view" }, made: [] })}
  />,
  chrome,
);
