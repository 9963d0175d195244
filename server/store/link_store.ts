import type { Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";

/** Names a link without opening it: the start of its secret's hash, in hex. */
export type LinkId = string;

/** A link is a secret that opens a board in a role. Only a hash of the secret is stored. */
export interface Link {
  readonly id: LinkId;
  readonly board: BoardId;
  readonly role: Role;
  /** ms since 1970. */
  readonly created: number;
  readonly label?: string;
  /** ms since 1970; undefined: never. */
  readonly expires?: number;
  /** Opens nothing itself: a passphrase has to be given for a link that does. */
  readonly isLocked: boolean;
  /** The locked link that this one was given for; both end together. */
  readonly parent?: LinkId;
}

export interface NewLink {
  readonly slug: string;
  readonly role: Role;
  readonly label?: string;
  readonly expires?: number;
  readonly passphrase?: string;
}

/** What may be changed of a link; null takes the expiry away. */
export interface LinkChange {
  readonly label?: string;
  readonly expires?: number | null;
}

export interface LinkStore {
  /** The link a slug stands for; undefined when it is absent, revoked or expired. Throws when the store cannot be read. */
  find(slug: string): Promise<Link | undefined>;

  /** Makes an empty board and the links to it, all or nothing. */
  createBoard(board: BoardId, links: readonly { readonly slug: string; readonly role: Role }[]): Promise<void>;

  /** The links people made, oldest first, expired ones as well; without those given for a passphrase. */
  list(board: BoardId): Promise<Link[]>;

  create(board: BoardId, link: NewLink): Promise<Link>;

  /** @returns false when the board has no such link */
  change(board: BoardId, id: LinkId, change: LinkChange): Promise<boolean>;

  /** Ends a link and those given for its passphrase. @returns false when the board has no such link */
  revoke(board: BoardId, id: LinkId): Promise<boolean>;

  /** Ends all links of the board and makes others. */
  rotate(board: BoardId, links: readonly NewLink[]): Promise<void>;

  /** A link, for a while, in exchange for the passphrase of a locked one; undefined when it is wrong. */
  unlock(slug: string, passphrase: string, made: { slug: string; expires: number }): Promise<Link | undefined>;

  /** Which of these links still open their board. */
  alive(board: BoardId, ids: readonly LinkId[]): Promise<Set<LinkId>>;

  /** Deletes the board with its links and everything it holds; what a crash leaves, `resumeDeletions` deletes. */
  deleteBoard(board: BoardId): Promise<void>;

  resumeDeletions(): Promise<void>;
}
