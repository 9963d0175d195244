import { boardQuery } from "./board_address.ts";
import { isRole, type Role } from "../../board/role.ts";

/** The state of a board on the server. */
export interface BoardState {
  /** A Yjs update. */
  readonly update: Uint8Array;
  readonly role: Role | undefined;
}

export interface StateOptions {
  /** Receives the loaded part of the board, 0…1, after each chunk. */
  readonly onPart?: (part: number) => void;
  readonly request?: typeof fetch;
}

/**
 * Fetches the whole board in one request. The browser preloads it with the page, and the socket then sends only the
 * difference.
 *
 * @returns "absent" if the link opens nothing, "locked" if it needs a passphrase, "binned" if the board is in the bin,
 * "removed" or "waiting" if an owner keeps this visitor out, undefined if the server is unreachable or answers with an
 * error
 */
export async function fetchState(
  slug: string,
  { onPart, request = fetch }: StateOptions = {},
): Promise<BoardState | "absent" | "locked" | "binned" | "removed" | "waiting" | undefined> {
  try {
    const response = await request(`/api/boards/${slug}/state${boardQuery()}`);
    if (response.status === 404) return "absent";
    if (response.status === 401) return "locked";
    if (response.status === 410) return "binned";
    if (response.status === 403) {
      const { code } = await response.json();
      return code === "removed" || code === "waiting" ? code : undefined;
    }
    if (!response.ok) return undefined;
    const role = response.headers.get("drawbridge-role");
    return { update: await read(response, onPart), role: isRole(role) ? role : undefined };
  } catch {
    return undefined;
  }
}

/**
 * Tries the link in the address first, because the browser preloads its state with the page. It is the same board as that
 * of `slug`, but possibly another role, so the role is dropped.
 */
export async function fetchFirstState(
  { slug, address }: { readonly slug: string; readonly address: string },
  onPart: (part: number) => void,
): ReturnType<typeof fetchState> {
  const state = slug === address ? undefined : await fetchState(address, { onPart });
  return typeof state === "object" ? { ...state, role: undefined } : await fetchState(slug, { onPart });
}

/**
 * Reads the body and reports progress. The body arrives compressed, so the server sends its full length in a header.
 */
async function read(response: Response, onPart?: (part: number) => void): Promise<Uint8Array> {
  const total = Number(response.headers.get("drawbridge-bytes"));
  if (onPart === undefined || response.body === null || !(total > 0)) {
    return new Uint8Array(await response.arrayBuffer());
  }
  let received = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        received += piece.length;
        onPart(Math.min(1, received / total));
        controller.enqueue(piece);
      },
    }),
  );
  return new Uint8Array(await new Response(counted).arrayBuffer());
}
