import { base64url } from "./id.ts";

/** The names of a board that is created with a key: its id, and the slugs of its first links. */
export interface KeyedBoard {
  readonly id: string;
  readonly links: { readonly owner: string; readonly editor: string; readonly viewer: string };
}

/**
 * All names follow from the key (PROTOCOL.md 11.2), so that a request for the same board may be repeated until an answer
 * arrives, and a device without a network knows what its board will be called. The server keeps neither key nor slugs.
 */
export async function boardOfKey(key: string): Promise<KeyedBoard> {
  const name = async (part: string) => {
    const text = new TextEncoder().encode(`drawbridge board\n${part}\n${key}`);
    return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", text), 0, 16));
  };
  const [id, owner, editor, viewer] = await Promise.all(["id", "owner", "editor", "viewer"].map(name));
  return { id, links: { owner, editor, viewer } };
}
