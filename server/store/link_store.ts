import type { Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";

/** A link is a secret that opens a board in a role. Only a hash of the secret is stored. */
export interface Link {
  readonly board: BoardId;
  readonly role: Role;
  /** ms since 1970. */
  readonly created: number;
}

export interface LinkStore {
  /** The link a slug stands for; undefined when there is none. Throws when the store cannot be read. */
  find(slug: string): Promise<Link | undefined>;

  /** Makes an empty board and the links to it, all or nothing. */
  createBoard(board: BoardId, links: readonly { readonly slug: string; readonly role: Role }[]): Promise<void>;
}
