import type { FrameSites } from "../../board/embed/frame_sites.ts";
import type { Role } from "../../board/role.ts";
import type { Check } from "../database/database.ts";
import type { BoardId } from "./board_store.ts";

/** Identifies a link without opening it: the SHA-256 of its slug, in hex. */
export type LinkId = string;

/** A link is a secret that opens a board in a role. Only a hash of the secret is stored. */
export interface Link {
  readonly id: LinkId;
  readonly board: BoardId;
  readonly role: Role;
  /** ms since 1970. */
  readonly created: number;
  readonly label?: string;
  /** ms since 1970; undefined: never. For a link given for a passphrase, the earlier end of it and the locked link. */
  readonly expires?: number;
  /** True when the link itself opens nothing and a passphrase must be exchanged for another link. */
  readonly isLocked: boolean;
  /** The sites whose pages may show the board of this link in a frame. */
  readonly sites: FrameSites;
  /** The link that this one was given for: a locked one, or that of a person. This link is valid only while it is. */
  readonly parent?: LinkId;
  /** True while the board is in the bin; the link then opens nothing. */
  readonly isBinned?: true;
}

/** A link that opens a board now. */
export interface GoodLink {
  /** Ms since 1970, or Infinity. */
  readonly until: number;
  readonly role: Role;
}

export interface NewLink {
  readonly slug: string;
  readonly role: Role;
  readonly label?: string;
  readonly expires?: number;
  readonly passphrase?: string;
  readonly sites?: FrameSites;
}

/** The properties of a link that can be changed; null removes the expiry or the passphrase. */
export interface LinkChange {
  /** Also holds for links that were given for its passphrase. */
  readonly role?: Role;
  readonly label?: string;
  readonly expires?: number | null;
  readonly passphrase?: string | null;
  readonly sites?: FrameSites;
}

/**
 * The links of all boards, and the deletion of boards. Each call makes its change in one commit, which is atomic under
 * concurrency and crashes. Leftover records have no effect and are cleared later.
 *
 *  - Setting or changing a passphrase ends the links that were given for the old one.
 *  - A changed expiry also applies to the links given for the passphrase, whether it is earlier or later.
 *  - Expired links stay in the list for 30 days, so that they can be extended; then they are deleted.
 */
export interface LinkStore {
  /** The link of a slug; undefined when it is absent, revoked or expired. @throws when the store cannot be read */
  find(slug: string): Promise<Link | undefined>;

  /**
   * Creates an empty board and the links to it.
   *
   * @returns false when the board or one of the links exists, or the board was deleted not long ago
   */
  createBoard(board: BoardId, links: readonly { readonly slug: string; readonly role: Role }[]): Promise<boolean>;

  /**
   * The links that people created, oldest first, including expired ones, without those given for a passphrase and
   * those of people.
   */
  list(board: BoardId): Promise<Link[]>;

  /** @returns "full" when the board has `LINKS_MAX` links, "gone" when it was deleted */
  create(board: BoardId, link: NewLink): Promise<Link | "full" | "gone">;

  /** @returns false when the board has no such link */
  change(board: BoardId, id: LinkId, change: LinkChange): Promise<boolean>;

  /** Ends a link and those given for its passphrase. @returns false when the board has no such link */
  revoke(board: BoardId, id: LinkId): Promise<boolean>;

  /** Replaces all links of the board. People keep their roles. @returns false when the board was deleted or a slug is in use */
  rotate(board: BoardId, links: readonly NewLink[]): Promise<boolean>;

  /**
   * Creates a temporary link in exchange for the passphrase of a locked one; undefined when the passphrase is wrong.
   * One locked link has at most `UNLOCKED_MAX` of them at a time: one more ends the oldest.
   */
  unlock(slug: string, passphrase: string, made: { slug: string; expires: number }): Promise<Link | undefined>;

  /** Those of the links that open something now. */
  good(ids: readonly LinkId[]): Promise<Map<LinkId, GoodLink>>;

  /** Changes whenever a link of any board may have ended or changed. Cheap enough to call every second. */
  news(): Promise<string | null>;

  /**
   * Deletes the board: afterwards no link opens it, and writes fail, also those of an instance that has it open.
   * Its content stays until `clearDeleted`.
   *
   * @param options.onlyIf an entry that must not have changed
   * @returns false when that entry has changed; then nothing was deleted
   */
  deleteBoard(board: BoardId, options?: { readonly onlyIf?: Check }): Promise<boolean>;

  /** Deletes the content of a deleted board. */
  clearDeleted(board: BoardId): Promise<void>;

  /** Calls `clearDeleted` for all deleted boards: a crash or a late write of an instance may have left content. */
  resumeDeletions(): Promise<void>;
}

/** Maximum number of links of one board. A longer list would not be readable. */
export const LINKS_MAX = 100;

/** Maximum number of people who enter with one passphrase within 12 hours. */
export const UNLOCKED_MAX = 200;
