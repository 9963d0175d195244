import { showBoard } from "./board_page.ts";
import { createFrom } from "./board_desk.ts";
import type { Scribble } from "./ui/start/board_desk.ts";
import type { Memory } from "./ui/page/browser_storage.ts";

/** Shows a board that no server knows. */
export function startScribble(element: HTMLElement, memory: Memory | undefined): Scribble {
  // The wheel scrolls the page here, not the board.
  const scroll = (event: Event) => event.stopPropagation();
  element.addEventListener("wheel", scroll, { capture: true });
  const page = showBoard(element, memory);
  const { editor } = page;
  return {
    count: editor.shapes.count,
    create: () => createFrom(editor.board),
    clear: () => editor.history.takeBackAll(),
    close() {
      element.removeEventListener("wheel", scroll, { capture: true });
      page.close();
    },
  };
}
