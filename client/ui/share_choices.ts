import type { Role } from "../../board/role.ts";
import type { Links } from "./visits.ts";

/** A link that may be given to others, and what it lets them do. */
export interface ShareChoice {
  readonly slug: string;
  readonly title: string;
  readonly allows: string;
}

/**
 * The links this browser can give, and a note on those it cannot. The owner's link is offered only where no other
 * is known, with a warning: it is the key, not an invitation.
 */
export function shareChoices(
  slug: string,
  role: Role | undefined,
  links: Links,
): { readonly choices: readonly ShareChoice[]; readonly note?: string } {
  const editor = links.editor ?? (role === "editor" ? slug : undefined);
  const viewer = links.viewer ?? (role === "viewer" ? slug : undefined);
  const choices: ShareChoice[] = [];
  if (editor !== undefined) {
    choices.push({
      slug: editor,
      title: "Can draw",
      allows: "Whoever has this link sees the board and can draw on it and erase. No account needed.",
    });
  }
  if (viewer !== undefined) {
    choices.push({
      slug: viewer,
      title: "View only",
      allows: "Whoever has this link sees the board live, and cannot change anything.",
    });
  }
  if (choices.length === 0) choices.push(ownLink(slug, role));
  return { choices, note: noteOn(role, editor, viewer) };
}

function ownLink(slug: string, role: Role | undefined): ShareChoice {
  return role === "owner"
    ? {
      slug,
      title: "Owner",
      allows: "This is the board’s key: whoever has it can do all that you can. Best kept for your own devices.",
    }
    : { slug, title: "Your link", allows: "Whoever has this link can do on this board what you can." };
}

function noteOn(role: Role | undefined, editor?: string, viewer?: string): string | undefined {
  if (editor !== undefined && viewer !== undefined) return undefined;
  if (role === "owner") {
    return "This browser knows only the owner link. The links for others are in the browser the board was made in.";
  }
  if (editor !== undefined) return "A view-only link comes from whoever made this board.";
  return "A link that lets people draw comes from whoever made this board.";
}
