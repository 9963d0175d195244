import { isRole, type Role } from "../../board/role.ts";

/** A board as the server has it, in one answer. */
export interface BoardState {
  /** A Yjs update. */
  readonly update: Uint8Array;
  readonly role: Role | undefined;
}

export interface StateOptions {
  /** Told how much of the board is here, 0…1, with every piece that comes. */
  readonly onPart?: (part: number) => void;
  readonly request?: typeof fetch;
}

/**
 * Asks for the whole board in one request: the browser begins to load it with the page, and the socket then carries
 * only the difference.
 *
 * @returns "absent" when the link opens nothing, "locked" when it asks for a passphrase, undefined when the server cannot be reached or does not answer well
 */
export async function fetchState(
  slug: string,
  { onPart, request = fetch }: StateOptions = {},
): Promise<BoardState | "absent" | "locked" | undefined> {
  try {
    const response = await request(`/api/boards/${slug}/state`);
    if (response.status === 404) return "absent";
    if (response.status === 401) return "locked";
    if (!response.ok) return undefined;
    const role = response.headers.get("drawbridge-role");
    return { update: await read(response, onPart), role: isRole(role) ? role : undefined };
  } catch {
    return undefined;
  }
}

/** The length of the body as it arrives is another one, as it is compressed: the server says how much it will be. */
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
