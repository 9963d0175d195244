import type { Editor } from "../editor/editor.ts";
import type { Point } from "../../board/figure/point.ts";
import { CONTROLS } from "../messages/en/controls.ts";
import { isTypedIn } from "./key_owners.ts";
import { problemText } from "../editor/problem.ts";

/** The type under which browsers hand over dragged links. */
const LINKS = "text/uri-list";

/**
 * Opens Drawbridge files that are dropped on the page, adds pictures, makes cards of links, and reports other files.
 * While something is dragged over a board that takes it, the page has the attribute `data-dropping`. Without listeners
 * the browser would open what is dropped instead of the board.
 */
export function attachFiles(editor: Editor, toBoard: (event: MouseEvent) => Point): { close(): void } {
  const ended = new AbortController();
  const { signal } = ended;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  // A picture of another page is both.
  const hasLinks = (event: DragEvent) =>
    event.dataTransfer?.types.includes(LINKS) === true && !hasFiles(event) && !isTypedIn(event.target);
  const page = document.documentElement;
  const leave = () => page.removeAttribute("data-dropping");
  addEventListener("dragover", (event) => {
    if (!hasFiles(event) && !hasLinks(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = hasFiles(event) ? "copy" : "link";
    page.toggleAttribute("data-dropping", editor.canDraw.peek());
  }, { signal });
  // Between two elements of the page, the next "dragover" comes in the same frame.
  addEventListener("dragleave", leave, { signal });
  addEventListener("drop", (event) => {
    const isLinks = hasLinks(event);
    if (!hasFiles(event) && !isLinks) return;
    event.preventDefault();
    leave();
    const files = [...event.dataTransfer!.files], at = toBoard(event);
    if (!isLinks) return void takeFiles(editor, files, at);
    const list = event.dataTransfer!.getData(LINKS);
    import("./link_import.ts").then(({ importLinks }) => importLinks(editor, list, at), () => {
      editor.problem.value = CONTROLS.notLoaded;
    });
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
