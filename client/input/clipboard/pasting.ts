import { pasteForeign } from "../../editor/arrange/foreign_clip.ts";
import { paste } from "../../editor/arrange/paste.ts";
import type { Clip } from "../../editor/arrange/clip.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor } from "../../editor/editor.ts";
import { Problem } from "../../editor/problem.ts";
import { CLIPBOARD } from "../../messages/en/editing/clipboard.ts";
import { takeFiles } from "../files.ts";

/** Adds what a paste event carries: shapes and texts, or else its files. */
export function pasteCarried(editor: Editor, clip: Clip & { readonly files: readonly File[] }, at: Point): void {
  const isPasted = pasteForeign(editor, clip, at) || paste(editor, clip, at);
  if (!isPasted && clip.files.length > 0) void takeFiles(editor, clip.files, at);
}

/** Pastes without an event, at a place or else in the middle of the view. The browser may ask the person. */
export async function pasteRead(editor: Editor, place: Point | undefined): Promise<void> {
  const { camera } = editor;
  try {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => item?.types.includes(type) ? await (await item.getType(type)).text() : "";
    const clip = { text: await read("text/plain"), html: await read("text/html") };
    const at = place ?? camera.toBoard(camera.centre());
    if (pasteForeign(editor, clip, at) || paste(editor, clip, at)) return;
    const type = item?.types.find((type) => type.startsWith("image/"));
    if (type === undefined) return void (editor.problem.value = CLIPBOARD.nothing);
    const images = await editor.images();
    await images.add([await item.getType(type)], place);
  } catch (error) {
    editor.problem.value = error instanceof Problem ? error.message : CLIPBOARD.closed;
  }
}
