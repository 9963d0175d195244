import { effect } from "@preact/signals-core";
import { followAddress } from "./address_view.ts";
import { BoardLink } from "./board_link.ts";
import { showBoard } from "./board_page.ts";
import { forgetCopy } from "./sync/copy_name.ts";
import { slugOfPath } from "./ui/links/link.ts";
import { browserMemory } from "./ui/memory.ts";
import { PageLinks } from "./ui/links/page_links.ts";
import { accessBy, everySlugOf, forgetVisit, rememberVisit, visitOf } from "./ui/links/visits.ts";
import { completePage } from "./whole_page.ts";

const OWNER_ADDRESS =
  "This browser keeps nothing, so the address of this page is the owner link. Keep it for yourself, and give others a link from Share";

/** The board page, tied to the server; in the order in which a person can use it. */
const address = slugOfPath(location.pathname) ?? "";
const page = showBoard(browserMemory());
const { editor } = page;
followAddress(editor, page.surface);
const link = new BoardLink(editor, { ...accessBy(address), address });
const links = new PageLinks(link.slug);

// Noted once it is known that the link opens something.
const stopNoting = effect(() => {
  const role = editor.role.value;
  if (role === undefined) return;
  if (rememberVisit({ slug: link.slug.value, role, at: Date.now() })) links.refresh();
  else if (role === "owner" && link.slug.value === address) editor.problem.value = OWNER_ADDRESS;
});
effect(() => {
  if (editor.role.value !== undefined) showAddress();
});

completePage(page, { links, progress: link.progress, ended: leaveForGood, unlocked: (slug) => link.goOn(slug) });

/** The board was deleted. */
function leaveForGood(): void {
  const slug = link.slug.peek();
  const visit = visitOf(slug);
  stopNoting();
  link.close();
  for (const name of [slug, ...visit ? everySlugOf(visit) : []]) forgetCopy(name);
  forgetVisit(slug);
  location.replace("/#deleted");
}

/**
 * The address in the browser is what people hand out. It shows the link that opens the board, but to the owner a link
 * that may draw: this browser's memory knows the owner link.
 */
function showAddress(): void {
  const slug = link.slug.value;
  const { links: plain, made } = links.known.value;
  const drawing = [plain.editor, ...made.filter(({ role }) => role === "editor").map(({ slug }) => slug)];
  const wanted = plain.owner === slug ? drawing.filter((slug) => slug !== undefined) : [slug];
  if (wanted.length === 0 || wanted.includes(slugOfPath(location.pathname) ?? "")) return;
  history.replaceState(history.state, "", `/b/${wanted[0]}${location.hash}`);
}
