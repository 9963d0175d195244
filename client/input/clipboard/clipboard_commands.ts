import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { withCode } from "../../editor/late_code.ts";
import { PASTING } from "./clipboard.ts";

/**
 * Clipboard commands for menus. Cut and copy use `execCommand`, which fires the events that `clipboard.ts` handles. It
 * is deprecated, but the only way without a permission prompt. Pasting may show a prompt.
 */
export function clipboardCommands(editor: Editor): readonly Command[] {
  const { selection, canDraw } = editor;
  const isSelected = () => selection.ids.value.size > 0;
  const isFree = () => isSelected() && selection.shapes().some(({ locked }) => !locked);
  const command = (id: string, label: string, key: string, applies: () => boolean, run: Command["run"]): Command => ({
    id,
    label,
    group: "Edit",
    keys: [key],
    isNative: true,
    applies,
    run,
  });
  return [
    {
      ...command("cut", "Cut", "Mod+X", () => canDraw.value && isFree(), () => document.execCommand("cut")),
      endsGesture: "dropped",
    },
    command("copy", "Copy", "Mod+C", isSelected, () => document.execCommand("copy")),
    command(
      "paste",
      "Paste",
      "Mod+V",
      () => canDraw.value && isReadable(),
      (place) => withCode(editor, PASTING, ({ pasteRead }) => void pasteRead(editor, place)),
    ),
  ];
}

/** False outside secure contexts. */
function isReadable(): boolean {
  return navigator.clipboard !== undefined && "read" in navigator.clipboard;
}
