import { isSlug } from "../board/id.ts";
import type { Role } from "../board/role.ts";
import type { BoardId } from "./store/board_store.ts";
import type { LinkId, LinkStore } from "./store/link_store.ts";

/** What a slug opens. */
export interface Access {
  readonly board: BoardId;
  readonly role: Role;
  /** Undefined for an open board, which nobody can close. */
  readonly link?: LinkId;
}

/** Turns the secret of a link into a board and a role. */
export type Doorkeeper = (slug: string) => Promise<Access | undefined>;

/**
 * With `openBoards` a name that is no link is a board of its own, for anyone to draw on. Its id cannot meet the id of
 * a board with links, which never has a colon. A locked link opens nothing: it is exchanged for one that does.
 */
export function doorkeeper(links: LinkStore, { openBoards }: { openBoards: boolean }): Doorkeeper {
  return async (slug) => {
    if (!isSlug(slug)) return undefined;
    const link = await links.find(slug);
    if (link?.isLocked) return undefined;
    if (link) return { board: link.board, role: link.role, link: link.id };
    // A secret that was revoked must not become a board for anyone.
    return openBoards && slug.length !== SECRET_CHARS ? { board: `open:${slug}`, role: "editor" } : undefined;
  };
}

/** As `newSecret` makes them. */
const SECRET_CHARS = 22;
