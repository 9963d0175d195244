import { effect } from "@preact/signals-core";
import type { Editor } from "./editor/editor.ts";
import type { PageLinks } from "./ui/links/page_links.ts";
import { noteOnVisit, visitOf } from "./ui/links/visits.ts";
import { PAGE } from "./messages/en/page.ts";

/**
 * Shows the title of the board in the browser tab and stores it for the list of recent boards. Until the board has been
 * received, the stored title is shown.
 */
export function showTitle(editor: Editor, { slug }: PageLinks): { close(): void } {
  const stop = effect(() => {
    const isKnown = editor.role.value !== undefined && editor.status.value.kind !== "loading";
    const visit = visitOf(slug.value);
    const title = editor.title.value || (isKnown ? "" : visit?.title ?? "");
    document.title = title === "" ? PAGE.boardTitle : PAGE.titled({ title });
    if (isKnown && visit && (visit.title ?? "") !== title) noteOnVisit(slug.value, { title });
  });
  return { close: stop };
}
