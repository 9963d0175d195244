import type { Role } from "../../../board/role.ts";
import { roleName } from "./link_words.ts";
import type { KnownLinks } from "./page_links.ts";
import { LINKS } from "../../messages/en/people/links.ts";

/** A link that can be shared, and what it allows. */
export interface ShareChoice {
  readonly slug: string;
  readonly title: string;
  readonly allows: string;
}

/** Number of the newest additional links offered here; the list of links shows all. */
const MADE_MAX = 3;

/**
 * The links that this browser can share, and a note about those it cannot. Never the owner link, which gives full
 * control of the board.
 */
export function shareChoices(
  slug: string,
  role: Role | undefined,
  { links, made }: KnownLinks,
): { readonly choices: readonly ShareChoice[]; readonly note?: string } {
  const editor = links.editor ?? (role === "editor" ? slug : undefined);
  const viewer = links.viewer ?? (role === "viewer" ? slug : undefined);
  const choices: ShareChoice[] = [];
  if (editor !== undefined) choices.push({ slug: editor, title: roleName("editor"), allows: LINKS.drawing });
  if (viewer !== undefined) choices.push({ slug: viewer, title: roleName("viewer"), allows: LINKS.looking });
  const others = made.filter(({ role }) => role !== "owner").slice(0, MADE_MAX);
  for (const { slug, role, label } of others) {
    choices.push({ slug, title: label ?? roleName(role), allows: allowedBy(role) });
  }
  if (choices.length === 0 && role !== "owner") {
    choices.push({ slug, title: LINKS.yourLink, allows: LINKS.likeYou });
  }
  return { choices, note: noteOn(role, editor, viewer) };
}

function allowedBy(role: Role): string {
  return role === "editor" ? LINKS.drawing : role === "commenter" ? LINKS.commenting : LINKS.looking;
}

function noteOn(role: Role | undefined, editor?: string, viewer?: string): string | undefined {
  if (role === "owner" || role === undefined) return undefined;
  if (editor !== undefined && viewer !== undefined) return LINKS.onlyOwners;
  return `${LINKS.onlyOwners} ${editor === undefined ? LINKS.askForDrawLink : LINKS.askForViewLink}`;
}
