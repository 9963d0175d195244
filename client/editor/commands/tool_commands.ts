import type { ReadonlySignal } from "@preact/signals-core";
import type { Right } from "../../../board/role.ts";
import { allTools } from "../../tools/tool_registry.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";

/** People who may not draw have the hand, and comments and the laser pointer where they may use them. */
export function toolCommands(editor: Editor): readonly Command[] {
  return [
    ...allTools().map(({ name, label, keys, needs }): Command => ({
      id: `tool.${name}`,
      group: "Tools",
      label,
      keys,
      applies: () => needs === "view" || rightTo(editor, needs).value,
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

function rightTo({ canComment, canPoint, canDraw }: Editor, needs: Right | undefined): ReadonlySignal<boolean> {
  return needs === "comment" ? canComment : needs === "point" ? canPoint : canDraw;
}
