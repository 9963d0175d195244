import type { Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";

/** Names a link without opening it: the SHA-256 of its slug, in hex. */
export type LinkId = string;

/** A link is a secret that opens a board in a role. Only a hash of the secret is stored. */
export interface Link {
  readonly id: LinkId;
  readonly board: BoardId;
  readonly role: Role;
  /** ms since 1970. */
  readonly created: number;
  readonly label?: string;
  /** ms since 1970; undefined: never. Of a link given for a passphrase: when it or the locked one ends. */
  readonly expires?: number;
  /** Opens nothing itself: a passphrase has to be given for a link that does. */
  readonly isLocked: boolean;
  /** The locked link that this one was given for; it opens the board only as long as that one could. */
  readonly parent?: LinkId;
}

export interface NewLink {
  readonly slug: string;
  readonly role: Role;
  readonly label?: string;
  readonly expires?: number;
  readonly passphrase?: string;
}

/** What may be changed of a link; null takes the expiry or the passphrase away. */
export interface LinkChange {
  readonly label?: string;
  readonly expires?: number | null;
  readonly passphrase?: string | null;
}

/**
 * The links of all boards, and the end of boards. What a call changes, it changes in one commit: whole or not at all,
 * whatever happens at the same time and wherever a crash comes. What is left over is dead already and cleared later.
 *
 *  - A link that was changed in what it asks for (a passphrase given or changed) ends what was given for the old one.
 *  - A changed expiry holds for what the link has been exchanged for as well, in both directions.
 *  - Links that have expired are listed for 30 days more, so that they can be given more time; then they are gone.
 */
export interface LinkStore {
  /** The link a slug stands for; undefined when it is absent, revoked or expired. Throws when the store cannot be read. */
  find(slug: string): Promise<Link | undefined>;

  /** Makes an empty board and the links to it. */
  createBoard(board: BoardId, links: readonly { readonly slug: string; readonly role: Role }[]): Promise<void>;

  /** The links people made, oldest first, expired ones as well; without those given for a passphrase. */
  list(board: BoardId): Promise<Link[]>;

  /** @returns "full" when the board has `LINKS_MAX` links, "gone" when it was deleted */
  create(board: BoardId, link: NewLink): Promise<Link | "full" | "gone">;

  /** @returns false when the board has no such link */
  change(board: BoardId, id: LinkId, change: LinkChange): Promise<boolean>;

  /** Ends a link and those given for its passphrase. @returns false when the board has no such link */
  revoke(board: BoardId, id: LinkId): Promise<boolean>;

  /** Ends all links of the board and makes others. @returns false when the board is gone or a slug is in use */
  rotate(board: BoardId, links: readonly NewLink[]): Promise<boolean>;

  /**
   * A link, for a while, in exchange for the passphrase of a locked one; undefined when it is wrong. There are
   * `UNLOCKED_MAX` at a time for one locked link: one more ends the oldest.
   */
  unlock(slug: string, passphrase: string, made: { slug: string; expires: number }): Promise<Link | undefined>;

  /** Until when these links open their boards, ms since 1970 or Infinity; those that do not are left out. */
  goodUntil(ids: readonly LinkId[]): Promise<Map<LinkId, number>>;

  /** Differs from what it was whenever a link, of any board, may have ended or changed. Cheap enough to ask each second. */
  news(): Promise<string | null>;

  /**
   * Deletes the board: from now on nothing opens it, and nobody can write to it, who has it open on another instance
   * neither. What it held is there until `clearDeleted`.
   */
  deleteBoard(board: BoardId): Promise<void>;

  /** Removes what a deleted board held. */
  clearDeleted(board: BoardId): Promise<void>;

  /** Does so for all deleted boards: what a crash left, or an instance that was late. */
  resumeDeletions(): Promise<void>;
}

/** Links of one board; more would be a list nobody reads. */
export const LINKS_MAX = 100;

/** People who come with one passphrase within 12 hours. */
export const UNLOCKED_MAX = 200;
