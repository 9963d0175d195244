import { arrangeCommands } from "./arrange/arrange_commands.ts";
import { connectCommands } from "./arrange/connect_commands.ts";
import type { Command } from "./command.ts";
import { fingerCommands } from "./commands/finger_commands.ts";
import { imageCommands } from "./commands/image_commands.ts";
import { lineCommands } from "./commands/line_commands.ts";
import { outCommands } from "./commands/out_commands.ts";
import { styleCommands } from "./commands/style_commands.ts";
import { textCommands } from "./commands/text_commands.ts";
import { toolCommands } from "./commands/tool_commands.ts";
import { viewCommands } from "./commands/view_commands.ts";
import { walkCommands } from "./commands/walk_commands.ts";
import type { Editor } from "./editor.ts";

/**
 * All actions available by key, button or menu, apart from those that only lists show (`listedCommands`). Their keys
 * follow tldraw and Excalidraw. Where two commands share a key, the first available one gets it.
 */
export function commandsFor(editor: Editor): readonly Command[] {
  return [
    ...lineCommands(editor),
    ...arrangeCommands(editor),
    ...connectCommands(editor),
    ...textCommands(editor),
    ...walkCommands(editor),
    ...toolCommands(editor),
    ...fingerCommands(editor),
    ...styleCommands(editor),
    ...imageCommands(editor),
    ...historyCommands(editor),
    ...viewCommands(editor),
    ...outCommands(editor),
    {
      id: "palette",
      label: "Find a command",
      group: "Help",
      keys: ["Mod+K"],
      run: () => editor.toggle("palette"),
    },
    {
      id: "settings",
      label: "Settings",
      group: "File",
      keys: ["Mod+,"],
      run: () => editor.toggle("settings"),
    },
    {
      id: "help",
      label: "Keyboard shortcuts",
      group: "Help",
      keys: ["?", "Mod+/"],
      run: () => editor.toggle("shortcuts"),
    },
  ];
}

/** Unavailable to people who may not draw: the server would refuse the change. */
function historyCommands({ history, canDraw }: Editor): readonly Command[] {
  const applies = () => canDraw.value;
  return [
    {
      id: "undo",
      label: "Undo",
      group: "Edit",
      keys: ["Mod+Z"],
      repeats: true,
      endsGesture: "dropped",
      applies,
      run: () => history.undo(),
    },
    {
      id: "redo",
      label: "Redo",
      group: "Edit",
      keys: ["Mod+Shift+Z", "Ctrl+Y"],
      repeats: true,
      applies,
      run: () => history.redo(),
    },
  ];
}
