import { effect } from "@preact/signals";
import { BoardLink } from "./board_link.ts";
import { showBoard, showChrome } from "./board_page.tsx";
import { slugOfPath } from "./ui/link.ts";
import { browserMemory } from "./ui/memory.ts";
import { rememberVisit } from "./ui/visits.ts";

/** The board page: puts the parts together, in the order in which a person can use them. */
const slug = slugOfPath(location.pathname) ?? "";
const page = showBoard(browserMemory());
new BoardLink(page.editor, slug);
showChrome(page, { slug });

// Noted once it is known that the link opens something.
effect(() => {
  const role = page.editor.role.value;
  if (role) rememberVisit({ slug, role, at: Date.now() });
});
