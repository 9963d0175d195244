import { encodeHex } from "../../board/hex.ts";
import { isRole, type Role } from "../../board/role.ts";
import type { BoardId } from "./board_store.ts";
import type { Link, LinkId, NewLink } from "./link_store.ts";
import { hashPassphrase, type PassphraseHash } from "./passphrase.ts";

/** What is stored of a link. */
export interface LinkRecord {
  readonly board: BoardId;
  readonly role: Role;
  readonly created: number;
  readonly label?: string;
  readonly expires?: number;
  readonly passphrase?: PassphraseHash;
  /** Of a link given for a passphrase: the locked link, … */
  readonly parent?: LinkId;
  /** … and the salt of the passphrase that was given: it is another one after every change. */
  readonly salt?: string;
}

/** How long an expired link can still be given more time, ms. */
const KEPT_MS = 30 * 86_400_000;

export async function idOf(slug: string): Promise<LinkId> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(slug))));
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

/** Until when a link is good, ms since 1970 or Infinity; undefined when it is not one any more. */
export function endOf(record: LinkRecord | null, parent: LinkRecord | null, now: number): number | undefined {
  if (record === null || !isRole(record.role)) return undefined;
  let end = record.expires ?? Infinity;
  if (record.parent !== undefined) {
    if (parent === null || (parent.passphrase && parent.passphrase.salt !== record.salt)) return undefined;
    end = Math.min(end, parent.expires ?? Infinity);
  }
  return end > now ? end : undefined;
}

/** When the database may drop the record by itself. */
export function keptFor({ expires, parent }: LinkRecord, now: number): { expireIn?: number } {
  if (expires === undefined) return {};
  return { expireIn: Math.max(1, expires - now + (parent === undefined ? KEPT_MS : 0)) };
}

/** @param expires when it ends, if that is not what its own record says */
export function toLink(id: LinkId, record: LinkRecord, expires: number | undefined = record.expires): Link {
  const { board, role, created, label, passphrase, parent } = record;
  return {
    ...{ id, board, role, created, label, parent },
    expires: expires === Infinity ? undefined : expires,
    isLocked: passphrase !== undefined,
  };
}
