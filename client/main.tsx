import { effect } from "@preact/signals-core";
import { followAddress } from "./address_view.ts";
import { BoardLink } from "./board_link.ts";
import { showBoard } from "./board_page.ts";
import { forgetCopy } from "./sync/copy_name.ts";
import { slugOfPath } from "./ui/links/link.ts";
import { browserMemory } from "./ui/page/browser_storage.ts";
import { PageLinks } from "./ui/links/page_links.ts";
import { accessBy, everySlugOf, forgetVisit, rememberVisit, visitOf } from "./ui/links/visits.ts";
import { completePage } from "./whole_page.ts";

const OWNER_ADDRESS =
  "This browser keeps nothing, so the address of this page is the owner link. Keep it for yourself, and give others a link from Share";

/** Starts the board page and connects it to the server. Parts start in the order in which a user needs them. */
const address = slugOfPath(location.pathname) ?? "";
const page = showBoard(browserMemory());
const { editor } = page;
const view = followAddress(editor, page.surface);
const link = new BoardLink(editor, { ...accessBy(address), address });
const links = new PageLinks(link.slug);

// Remembers a visit only once the server has confirmed the link.
const stopNoting = effect(() => {
  const role = editor.role.value;
  if (role === undefined) return;
  if (rememberVisit({ slug: link.slug.value, role, at: Date.now() })) links.refresh();
  else if (role === "owner" && link.slug.value === address) editor.problem.value = OWNER_ADDRESS;
});
const stopShowing = effect(() => {
  if (editor.role.value !== undefined) showAddress();
});

const fitted = completePage(page, {
  links,
  progress: link.progress,
  ended: leaveForGood,
  unlocked: (slug) => link.goOn(slug),
});

/** Forgets the board after its deletion. */
function leaveForGood(): void {
  const slug = link.slug.peek();
  const visit = visitOf(slug);
  stopNoting();
  stopShowing();
  link.close();
  fitted.then((parts) => [parts, view, page].forEach((part) => part.close()));
  for (const name of [slug, ...visit ? everySlugOf(visit) : []]) forgetCopy(name);
  forgetVisit(slug);
  location.replace("/#deleted");
}

/**
 * People share the address from the browser, so it shows the link that opens the board. For an owner it shows an editor
 * link instead, once this browser has remembered the owner link.
 */
function showAddress(): void {
  const slug = link.slug.value;
  const { links: plain, made } = links.known.value;
  const drawing = [plain.editor, ...made.filter(({ role }) => role === "editor").map(({ slug }) => slug)];
  const wanted = plain.owner === slug ? drawing.filter((slug) => slug !== undefined) : [slug];
  if (wanted.length === 0 || wanted.includes(slugOfPath(location.pathname) ?? "")) return;
  history.replaceState(history.state, "", `/b/${wanted[0]}${location.hash}`);
}
