import { isRole, type Role } from "../../board/role.ts";

/** A board as the server has it, in one answer. */
export interface BoardState {
  /** A Yjs update. */
  readonly update: Uint8Array;
  readonly role: Role | undefined;
}

/**
 * Asks for the whole board in one request: the browser begins to load it with the page, and the socket then carries
 * only the difference.
 *
 * @returns "absent" when the link opens nothing, "locked" when it asks for a passphrase, undefined when the server cannot be reached or does not answer well
 */
export async function fetchState(
  slug: string,
  request: typeof fetch = fetch,
): Promise<BoardState | "absent" | "locked" | undefined> {
  try {
    const response = await request(`/api/boards/${slug}/state`);
    if (response.status === 404) return "absent";
    if (response.status === 401) return "locked";
    if (!response.ok) return undefined;
    const role = response.headers.get("drawbridge-role");
    return { update: new Uint8Array(await response.arrayBuffer()), role: isRole(role) ? role : undefined };
  } catch {
    return undefined;
  }
}
