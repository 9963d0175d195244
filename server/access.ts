import { isSlug } from "../board/id.ts";
import type { Role } from "../board/role.ts";
import type { BoardId } from "./store/board_store.ts";
import type { LinkStore } from "./store/link_store.ts";

/** What a slug opens. */
export interface Access {
  readonly board: BoardId;
  readonly role: Role;
}

/** Turns the secret of a link into a board and a role. */
export type Doorkeeper = (slug: string) => Promise<Access | undefined>;

/**
 * With `openBoards` a name that is no link is a board of its own, for anyone to draw on. Its id cannot meet the id of
 * a board with links, which never has a colon.
 */
export function doorkeeper(links: LinkStore, { openBoards }: { openBoards: boolean }): Doorkeeper {
  return async (slug) => {
    if (!isSlug(slug)) return undefined;
    const link = await links.find(slug);
    if (link) return { board: link.board, role: link.role };
    return openBoards ? { board: `open:${slug}`, role: "editor" } : undefined;
  };
}
