import { pasteForeign } from "../editor/arrange/foreign_clip.ts";
import { paste } from "../editor/arrange/paste.ts";
import type { Point } from "../../board/figure/point.ts";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { Problem } from "../editor/problem.ts";
import { NOTICES } from "../messages/en/notices.ts";

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
    command("paste", "Paste", "Mod+V", () => canDraw.value && isReadable(), (place) => void pasteInto(editor, place)),
  ];
}

/** False outside secure contexts. */
function isReadable(): boolean {
  return navigator.clipboard !== undefined && "read" in navigator.clipboard;
}

async function pasteInto(editor: Editor, place: Point | undefined): Promise<void> {
  const { camera } = editor;
  try {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => item?.types.includes(type) ? await (await item.getType(type)).text() : "";
    const clip = { text: await read("text/plain"), html: await read("text/html") };
    const at = place ?? camera.toBoard(camera.centre());
    if (pasteForeign(editor, clip, at) || paste(editor, clip, at)) return;
    const type = item?.types.find((type) => type.startsWith("image/"));
    if (type === undefined) return void (editor.problem.value = NOTICES.nothingToPaste);
    const images = await editor.images();
    await images.add([await item.getType(type)], place);
  } catch (error) {
    editor.problem.value = error instanceof Problem ? error.message : NOTICES.clipboardClosed;
  }
}
