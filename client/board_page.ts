import { Board } from "../board/document.ts";
import type { Command } from "./editor/command.ts";
import { Editor } from "./editor/editor.ts";
import type { Outlet } from "./editor/outlet.ts";
import { readPreferences, rememberPreferences, type Shelf } from "./editor/preferences.ts";
import { EditorToolContext } from "./editor/tool_context.ts";
import { attachInput } from "./input/attach.ts";
import { LinkLayer } from "./render/link_layer.ts";
import { Stage } from "./render/stage.ts";
import { type ToolBox, toolBox } from "./tools/tool_box.ts";
import { followTheme } from "./ui/theme.ts";

export interface BoardPage {
  readonly editor: Editor;
  readonly stage: Stage;
  readonly tools: ToolBox;
  /** What can be done by key: empty until the interface fills it, as the first stroke needs none of it. */
  readonly commands: Command[];
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
  const commands: Command[] = [];
  attachInput(editor, surface, { tools, commands });
  return { editor, stage, tools, commands };
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
