import type { Point } from "../../board/figure/point.ts";
import { pageLinks } from "../editor/arrange/pasted_links.ts";
import type { Editor } from "../editor/editor.ts";
import { problemText } from "../editor/problem.ts";

/** Makes cards of dropped links. @param list lines of addresses; those with a number sign are comments (RFC 2483, 5) */
export async function importLinks(editor: Editor, list: string, at: Point): Promise<void> {
  const links = pageLinks(list.replace(/^#.*$/gm, ""));
  if (links === undefined || !editor.canDraw.peek()) return;
  try {
    await (await editor.outlet()).pasteDrawing(links.join("\n"), at, "links");
  } catch (error) {
    editor.problem.value = problemText(error);
  }
}
