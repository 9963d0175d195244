import type { FrameSites } from "../../../board/embed/frame_sites.ts";
import type { Role } from "../../../board/role.ts";

/** A link as the server lists it for owners. */
export interface ListedLink {
  readonly id: string;
  readonly role: Role;
  readonly label?: string;
  /** ms since 1970. */
  readonly created: number;
  readonly expires?: number;
  readonly isLocked: boolean;
  /** The sites whose pages may show the board in a frame. */
  readonly sites: FrameSites;
  /** True for the link that opened this page. */
  readonly isOwn: boolean;
}

/**
 * The ids under which the server lists these links. Undefined without a secure context, where `crypto.subtle` is
 * missing.
 */
export async function idsOf(slugs: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  return new Map(await Promise.all(slugs.map(async (slug) => [slug, await idOf(slug)] as const)));
}

/** Same as `LinkId` on the server. */
async function idOf(slug: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(slug));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
