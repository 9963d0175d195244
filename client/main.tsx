import { effect } from "@preact/signals";
import { BoardLink } from "./board_link.ts";
import { showBoard, showChrome } from "./board_page.tsx";
import type { Editor } from "./editor/editor.ts";
import { slugOfPath } from "./ui/link.ts";
import { browserMemory } from "./ui/memory.ts";
import { rememberVisit } from "./ui/visits.ts";

/** The board page, tied to the server; in the order in which a person can use it. */
const slug = slugOfPath(location.pathname) ?? "";
const page = showBoard(browserMemory());
showWhatIsThere(page.editor);
new BoardLink(page.editor, slug);
showChrome(page, { slug });

// Noted once it is known that the link opens something.
effect(() => {
  const role = page.editor.role.value;
  if (role) rememberVisit({ slug, role, at: Date.now() });
});

/** Who opens a board sees what is on it, on a screen of any size; what comes later does not move the view. */
function showWhatIsThere({ camera, shapes, status }: Editor): void {
  let isDone = false;
  effect(() => {
    if (isDone) return;
    const isEmpty = shapes.count.value === 0;
    isDone = !isEmpty || status.value.kind !== "loading";
    const bounds = isDone ? shapes.bounds() : undefined;
    if (bounds) camera.show(bounds);
  });
}
