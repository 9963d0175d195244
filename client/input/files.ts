import type { Editor } from "../editor/editor.ts";
import type { Point } from "../../board/figure/point.ts";
import { problemText } from "../editor/problem.ts";

/**
 * Opens Drawbridge files that are dropped on the page, adds pictures and reports others. While a file is dragged over a board that
 * takes it, the page has the attribute `data-dropping`. Without listeners the browser would open a dropped file instead
 * of the board.
 */
export function attachFiles(editor: Editor, toBoard: (event: MouseEvent) => Point): { close(): void } {
  const ended = new AbortController();
  const { signal } = ended;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const page = document.documentElement;
  const leave = () => page.removeAttribute("data-dropping");
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = "copy";
    page.toggleAttribute("data-dropping", editor.canDraw.peek());
  }, { signal });
  // Between two elements of the page, the next "dragover" comes in the same frame.
  addEventListener("dragleave", leave, { signal });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    leave();
    takeFiles(editor, [...event.dataTransfer!.files], toBoard(event));
  }, { signal });
  return {
    close() {
      ended.abort();
      leave();
    },
  };
}

/** Answers dropped or pasted files. The code that does is loaded with the first of them. */
export async function takeFiles(editor: Editor, files: readonly File[], at?: Point): Promise<void> {
  try {
    const { importFiles } = await import("./file_import.ts");
    await importFiles(editor, files, at);
  } catch (error) {
    editor.problem.value = problemText(error);
  }
}
