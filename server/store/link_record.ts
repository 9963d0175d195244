import { createHash } from "node:crypto";
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
  /** The locked link, if this link was given for a passphrase. */
  readonly parent?: LinkId;
  /** The salt of the passphrase that this link was given for. Every new passphrase has a new salt. */
  readonly salt?: string;
}

/** For this time after its expiry, a link can still be extended, ms. */
const KEPT_MS = 30 * 86_400_000;

/** Each request needs it. `crypto.subtle` takes ten times as long for such short texts. */
export function idOf(slug: string): LinkId {
  return createHash("sha256").update(slug).digest("hex");
}

/** @param created ms since 1970 */
export async function recordOf(
  board: BoardId,
  { role, label, expires, passphrase }: NewLink,
  created: number,
): Promise<LinkRecord> {
  return {
    board,
    role,
    created,
    ...(label && { label }),
    ...(expires !== undefined && { expires }),
    ...(passphrase && { passphrase: await hashPassphrase(passphrase) }),
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

/** @param expires the end of the link, if it differs from its record */
export function toLink(id: LinkId, record: LinkRecord, expires: number | undefined = record.expires): Link {
  const { board, role, created, label, passphrase, parent } = record;
  return {
    ...{ id, board, role, created, label, parent },
    expires: expires === Infinity ? undefined : expires,
    isLocked: passphrase !== undefined,
  };
}
