import { allTools } from "../../tools/tool_registry.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";

/** People who may not draw have the hand only, or also comments. */
export function toolCommands(editor: Editor): readonly Command[] {
  return [
    ...allTools().map(({ name, label, keys, needs }): Command => ({
      id: `tool.${name}`,
      group: "Tools",
      label,
      keys,
      applies: () => needs === "view" || (needs === "comment" ? editor.canComment : editor.canDraw).value,
      run: () => void (editor.tool.value = name),
    })),
    {
      id: "tool.keep",
      label: "Keep tool selected",
      group: "Tools",
      keys: ["Q"],
      applies: () => editor.canDraw.value,
      run: () => void (editor.keepsTool.value = !editor.keepsTool.peek()),
    },
  ];
}
