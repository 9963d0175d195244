import type { Editor } from "../editor/editor.ts";
import type { Point } from "../../board/figure/point.ts";
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
  /** A picture of another page is both a file and a link. Fields take links themselves. */
  const kindOf = ({ dataTransfer, target }: DragEvent) => {
    const kind = ["Files", LINKS].find((type) => dataTransfer?.types.includes(type));
    return kind === LINKS && isTypedIn(target) ? undefined : kind;
  };
  const page = document.documentElement;
  const leave = () => page.removeAttribute("data-dropping");
  addEventListener("dragover", (event) => {
    if (!kindOf(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = "copy";
    page.toggleAttribute("data-dropping", editor.canDraw.peek());
  }, { signal });
  // Between two elements of the page, the next "dragover" comes in the same frame.
  addEventListener("dragleave", leave, { signal });
  addEventListener("drop", (event) => {
    const kind = kindOf(event);
    if (!kind) return;
    event.preventDefault();
    leave();
    const carried = event.dataTransfer!;
    void takeFiles(editor, kind === LINKS ? carried.getData(LINKS) : [...carried.files], toBoard(event));
  }, { signal });
  return {
    close() {
      ended.abort();
      leave();
    },
  };
}

/** Answers dropped or pasted files, or a list of links. The code that does is loaded with the first of them. */
export async function takeFiles(editor: Editor, files: readonly File[] | string, at?: Point): Promise<void> {
  try {
    const { importFiles, importLinks } = await import("../editor/file_import.ts");
    await (typeof files === "string" ? importLinks(editor, files, at) : importFiles(editor, files, at));
  } catch (error) {
    editor.problem.value = problemText(error);
  }
}
