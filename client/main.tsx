import { effect } from "@preact/signals-core";
import { BoardLink } from "./board_link.ts";
import { showBoard } from "./board_page.ts";
import type { Editor } from "./editor/editor.ts";
import { goTo, readSpot } from "./editor/spot.ts";
import { forgetCopy } from "./sync/copy_name.ts";
import { slugOfPath } from "./ui/link.ts";
import { browserMemory } from "./ui/memory.ts";
import { everySlugOf, forgetVisit, linksFor, rememberVisit, visitOf } from "./ui/visits.ts";
import { completePage } from "./whole_page.ts";

/** The board page, tied to the server; in the order in which a person can use it. */
const slug = slugOfPath(location.pathname) ?? "";
const page = showBoard(browserMemory());
const { editor } = page;
showWhatIsThere(editor);
const link = new BoardLink(editor, slug);

// Noted once it is known that the link opens something.
effect(() => {
  const role = editor.role.value;
  if (role) rememberVisit({ slug, role, at: Date.now() });
});

completePage(page, { slug, links: linksFor(slug), progress: link.progress, ended: leaveForGood });

/** The board was deleted. */
function leaveForGood(): void {
  const visit = visitOf(slug);
  link.close();
  for (const name of [slug, ...visit ? everySlugOf(visit) : []]) forgetCopy(name);
  forgetVisit(slug);
  location.replace("/");
}

/**
 * Who opens a board sees what the address leads to, else what is on it, on a screen of any size; what comes later does
 * not move the view.
 */
function showWhatIsThere(editor: Editor): void {
  const { camera, shapes, status } = editor;
  let isDone = false;
  effect(() => {
    if (isDone) return;
    isDone = shapes.count.value > 0 || status.value.kind !== "loading";
    if (!isDone || follow(editor)) return;
    const bounds = shapes.bounds();
    if (bounds) camera.show(bounds);
  });
  addEventListener("hashchange", () => follow(editor));
}

/** @returns false when the address leads to nothing that is on the board */
function follow(editor: Editor): boolean {
  const spot = readSpot(location.hash);
  return spot !== undefined && goTo(editor, spot);
}
