import { isSlug, SECRET_CHARS } from "../../board/id.ts";
import type { Role } from "../../board/role.ts";
import type { BoardId } from "../store/board_store.ts";
import type { LinkId, LinkStore } from "../store/link_store.ts";

/** The board that a slug opens, and the role in it. */
export interface Access {
  readonly board: BoardId;
  readonly role: Role;
  /** Undefined for an open board, which has no link that could be revoked. */
  readonly link?: LinkId;
}

/** Resolves the secret of a link to a board and a role; undefined when it opens nothing. */
export type Authorize = (slug: string) => Promise<Access | undefined>;

/**
 * With `openBoards`, a name that is not a link opens a board of that name, which anyone may draw on. Its id contains a
 * colon and so cannot equal the id of a board with links. A locked link opens nothing: unlocking it gives another link.
 */
export function authorization(links: LinkStore, { openBoards }: { openBoards: boolean }): Authorize {
  return async (slug) => {
    if (!isSlug(slug)) return undefined;
    const link = await links.find(slug);
    if (link?.isLocked) return undefined;
    if (link) return { board: link.board, role: link.role, link: link.id };
    // A revoked secret must not become the name of an open board.
    return openBoards && slug.length !== SECRET_CHARS ? { board: `open:${slug}`, role: "editor" } : undefined;
  };
}
