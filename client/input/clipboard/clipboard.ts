import { clipOf } from "../../editor/arrange/clip.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor } from "../../editor/editor.ts";
import { isPicture } from "../../../board/kinds/kinds.ts";
import { comparePaint } from "../../../board/order.ts";
import { LateCode, withCode } from "../../editor/late_code.ts";
import { isTypedIn } from "../key_owners.ts";

export const PASTING = new LateCode(() => import("./pasting.ts"));

/**
 * Copies, cuts and pastes the selection on the browser's clipboard events, from keys, menu or voice. Only events may
 * use the clipboard without a permission prompt.
 *
 * @param pointed the position of the pointer on the board; undefined when it is elsewhere
 */
export function attachClipboard(editor: Editor, pointed: () => Point | undefined): { close(): void } {
  const ended = new AbortController();
  const { signal } = ended;
  /** The selection and the contents of selected frames. */
  const chosenShapes = ({ selection, shapes }: Editor) =>
    [...shapes.frames.withContents(selection.ids.peek())].flatMap((id) => shapes.get(id) ?? []);
  const copy = (event: ClipboardEvent): boolean => {
    const chosen = chosenShapes(editor);
    // Text selected on the page takes precedence.
    if (chosen.length === 0 || isTypedIn(event.target) || getSelection()?.type === "Range") return false;
    const { text, html } = clipOf(chosen.sort(comparePaint));
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    if (chosen.some(isPicture)) editor.images().then((images) => images.copied(), () => {});
    return true;
  };
  addEventListener("copy", copy, { signal });
  addEventListener("cut", (event) => {
    if (!copy(event)) return;
    editor.writer.remove(new Set(chosenShapes(editor).map(({ id }) => id)));
  }, { signal });
  addEventListener("paste", (event) => {
    const { clipboardData } = event;
    if (clipboardData === null || isTypedIn(event.target)) return;
    const clip = {
      text: clipboardData.getData("text/plain"),
      html: clipboardData.getData("text/html"),
      files: [...clipboardData.files],
    };
    event.preventDefault();
    const { camera } = editor;
    const at = pointed() ?? camera.toBoard(camera.centre());
    withCode(editor, PASTING, ({ pasteCarried }) => pasteCarried(editor, clip, at));
  }, { signal });
  return { close: () => ended.abort() };
}
