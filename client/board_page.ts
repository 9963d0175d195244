import { Board } from "../board/document.ts";
import type { Command } from "./editor/command.ts";
import { commandsFor } from "./editor/commands.ts";
import { Editor } from "./editor/editor.ts";
import type { Outlet } from "./editor/outlet.ts";
import { readPreferences, rememberPreferences, type Shelf } from "./editor/preferences.ts";
import { EditorToolContext } from "./editor/tool_context.ts";
import { attachInput } from "./input/attach.ts";
import { placingCommand } from "./input/placing.ts";
import { LinkLayer } from "./render/link_layer.ts";
import { Stage } from "./render/stage.ts";
import { toolBox } from "./tools/tool_box.ts";
import { followTheme } from "./ui/theme.ts";

export interface BoardPage {
  readonly editor: Editor;
  readonly stage: Stage;
  readonly commands: readonly Command[];
}

/** Puts an empty board on the page that can be drawn on at once. */
export function showBoard(shelf: Shelf | undefined): BoardPage {
  const preferences = readPreferences(shelf);
  const editor = new Editor(new Board(), preferences.me);
  rememberPreferences(editor, preferences, shelf);
  followTheme(editor.theme);
  const surface = document.getElementById("canvas")!;
  const stage = new Stage(editor, surface);
  const tools = toolBox(new EditorToolContext(editor));
  editor.outlet = outletOf(editor);
  new LinkLayer(editor, surface);
  const commands = [...commandsFor(editor), placingCommand(editor, tools)];
  attachInput(editor, surface, { tools, commands });
  return { editor, stage, commands };
}

/** Its code is loaded when something is to leave the board for the first time. */
function outletOf(editor: Editor): Outlet {
  const load = () => import("./out/out.ts");
  return {
    save: (choice) => load().then(({ save }) => save(editor, choice)),
    copy: (choice) => load().then(({ copy }) => copy(editor, choice)),
    open: () => load().then(({ open }) => open(editor)),
    print: () => load().then(({ print }) => print(editor)),
  };
}
