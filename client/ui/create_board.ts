import { type Links, readLinks } from "./visits.ts";

/** A new board's links, or why there is none, in words for the person. */
export type Created = { readonly links: Links & { readonly owner: string } } | { readonly problem: string };

const NO_SERVER = "The server can’t be reached. Check your connection, then try again.";
const NOT_NOW = "The server could not make a board. Try again in a moment.";

/** Asks the server for a new board. Never throws. */
export async function createBoard(request: typeof fetch = fetch): Promise<Created> {
  let response: Response;
  try {
    response = await request("/api/boards", { method: "POST" });
  } catch {
    return { problem: NO_SERVER };
  }
  if (response.status === 429) return { problem: "That were many new boards. Wait a minute, then try again." };
  if (response.status !== 201) return { problem: NOT_NOW };
  const body = await response.json().catch(() => undefined);
  const { owner, ...others } = readLinks(body?.links);
  return owner === undefined ? { problem: NOT_NOW } : { links: { owner, ...others } };
}
