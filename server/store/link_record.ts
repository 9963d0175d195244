import { createHash } from "node:crypto";
import { type FrameSites, sitesFor } from "../../board/embed/frame_sites.ts";
import { isRole, type Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";
import type { Link, LinkId, NewLink } from "./link_store.ts";
import { hashPassphrase, type PassphraseHash } from "./passphrase.ts";

/** A link as it is stored. */
export interface LinkRecord {
  readonly board: BoardId;
  readonly role: Role;
  readonly created: number;
  readonly label?: string;
  readonly expires?: number;
  readonly passphrase?: PassphraseHash;
  /** As the owner chose them. `sitesFor` says which of them count. */
  readonly sites?: FrameSites;
  /** The locked link, if this link was given for a passphrase. */
  readonly parent?: LinkId;
  /** The salt of the passphrase that this link was given for. Every new passphrase has a new salt. */
  readonly salt?: string;
  /** Whose role this link is. Nobody knows its secret: it opens the board only through links given to that account. */
  readonly person?: Invited;
}

/** A person whom an owner has given a role. */
export interface Invited {
  /** As the owner wrote it: a user name or a mail address. */
  readonly name: string;
  /** The title of the board at that time. */
  readonly title: string;
  /** Undefined until the person has seen the board in the own list. */
  readonly account?: string;
}

/** For this time after its expiry, a link can still be extended, ms. */
const KEPT_MS = 30 * 86_400_000;

/** Each request needs it. `crypto.subtle` takes ten times as long for such short texts. */
export function idOf(slug: string): LinkId {
  return createHash("sha256").update(slug).digest("hex");
}

/** The part of a key that stands for an invited person. Names come from outside and may be long. */
export function invitationHash(name: string): string {
  return createHash("sha256").update(name.normalize("NFKC").trim().toLowerCase()).digest("hex");
}

/** @param created ms since 1970 */
export async function recordOf(
  board: BoardId,
  { role, label, expires, passphrase, sites }: NewLink,
  created: number,
): Promise<LinkRecord> {
  return {
    board,
    role,
    created,
    ...(label && { label }),
    ...(expires !== undefined && { expires }),
    ...(passphrase && { passphrase: await hashPassphrase(passphrase) }),
    ...(sites && { sites }),
  };
}

/** The time until which a link is valid, ms since 1970 or Infinity; undefined when it is invalid. */
export function endOf(record: LinkRecord | null, parent: LinkRecord | null, now: number): number | undefined {
  if (record === null || !isRole(record.role)) return undefined;
  let end = record.expires ?? Infinity;
  if (record.parent !== undefined) {
    if (parent === null || (parent.passphrase && parent.passphrase.salt !== record.salt)) return undefined;
    end = Math.min(end, parent.expires ?? Infinity);
  }
  return end > now ? end : undefined;
}

/** The option with which the database deletes an expired record by itself. */
export function keptFor({ expires, parent }: LinkRecord, now: number): { expireIn?: number } {
  if (expires === undefined) return {};
  return { expireIn: Math.max(1, expires - now + (parent === undefined ? KEPT_MS : 0)) };
}

/** A link that was given for another one has the role that the other one has now. */
export function roleOf(record: LinkRecord, parent: LinkRecord | null | undefined): Role {
  return (parent ?? record).role;
}

/**
 * @param of.expires the end of the link, if it differs from its record
 * @param of.role its role, if it differs from its record
 * @param of.sites its sites, if they differ from its record
 */
export function toLink(
  id: LinkId,
  record: LinkRecord,
  { expires = record.expires, role = record.role, sites = record.sites, isBinned = false }: {
    expires?: number | undefined;
    role?: Role;
    sites?: FrameSites | undefined;
    isBinned?: boolean;
  } = {},
): Link {
  const { board, created, label, passphrase, parent } = record;
  return {
    id,
    board,
    role,
    created,
    label,
    parent,
    expires: expires === Infinity ? undefined : expires,
    isLocked: passphrase !== undefined,
    sites: sitesFor(role, sites),
    ...(isBinned && { isBinned }),
  };
}
