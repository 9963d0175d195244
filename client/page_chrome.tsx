import { render } from "preact";
import { commandsFor } from "./editor/commands.ts";
import { attachFields } from "./input/attach_fields.ts";
import { attachHeld } from "./input/attach_held.ts";
import { placingCommand } from "./input/placing.ts";
import type { BoardPage } from "./board_page.ts";
import { PeerLayer } from "./render/peer_layer.ts";
import { Chrome, type ChromeProps } from "./ui/chrome.tsx";

/** Puts everything around the drawing on the page: a module of its own, as the first stroke does not need it. */
export function showChrome(
  { editor, stage, tools, commands }: BoardPage,
  props: Omit<ChromeProps, "editor" | "commands">,
) {
  stage.seat((painter) => new PeerLayer(editor, painter));
  attachHeld(editor);
  attachFields(editor, document.getElementById("canvas")!);
  commands.push(...commandsFor(editor), placingCommand(editor, tools));
  render(<Chrome editor={editor} commands={commands} {...props} />, document.getElementById("chrome")!);
}
