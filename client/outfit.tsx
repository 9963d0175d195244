import { render } from "preact";
import type { BoardPage } from "./board_page.ts";
import { commandsFor } from "./editor/commands.ts";
import type { Outlet } from "./editor/outlet.ts";
import { returnOnce } from "./editor/returned_letters.ts";
import { EditorToolContext } from "./editor/tool_context.ts";
import type { Editor } from "./editor/editor.ts";
import { LockHint } from "./editor/lock_hint.ts";
import { HeldReport } from "./editor/held_report.ts";
import { attachFields } from "./input/attach_fields.ts";
import { clipboardCommands } from "./input/clipboard_commands.ts";
import { placingCommand } from "./input/placing.ts";
import { LinkLayer } from "./render/link_layer.ts";
import { PeerLayer } from "./render/peer_layer.ts";
import { otherTools } from "./tools/other_tools.ts";
import { partCommands } from "./ui/page_parts.ts";
import { Chrome, type ChromeProps } from "./ui/chrome.tsx";

/** Brings a board on which there is ink only everything else: tools, commands, and what is around the drawing. */
export function fitOut(
  { editor, surface, stage, box, input }: BoardPage,
  props: Omit<ChromeProps, "editor" | "commands">,
) {
  editor.outlet = outletOf(editor);
  stage.seat((painter) => new PeerLayer(editor, painter));
  new LinkLayer(editor, surface);
  new HeldReport(editor);
  new LockHint(editor);
  attachFields(editor, surface);
  returnOnce(editor.board, editor.history);
  box.add(otherTools(new EditorToolContext(editor)));
  const commands = [
    // Enter is for the tool in hand before it is for what is selected.
    placingCommand(editor, box.tools),
    ...commandsFor(editor),
    ...clipboardCommands(editor),
    ...partCommands(),
  ];
  input.learn(commands);
  render(<Chrome editor={editor} commands={commands} {...props} />, document.getElementById("chrome")!);
}

/** Its code is loaded when something is to leave the board for the first time. */
function outletOf(editor: Editor): Outlet {
  const load = () => import("./out/out.ts");
  return {
    save: (choice) => load().then(({ save }) => save(editor, choice)),
    copy: (choice) => load().then(({ copy }) => copy(editor, choice)),
    open: () => load().then(({ open }) => open(editor)),
    openFile: (file) => load().then(({ openFile }) => openFile(editor, file)),
    print: () => load().then(({ print }) => print(editor)),
  };
}
