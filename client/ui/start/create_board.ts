import { type Links, readLinks } from "../links/visits.ts";

/** A new board's links, or a message for the person. */
export type Created = { readonly links: Links & { readonly owner: string } } | { readonly problem: string };

const NO_SERVER = "The server can’t be reached. Are you online?";
const NOT_NOW = "The server made no board. Try again soon.";

/** Requests a new board from the server. Never throws. */
export async function createBoard(request: typeof fetch = fetch): Promise<Created> {
  let response: Response;
  try {
    response = await request("/api/boards", { method: "POST" });
  } catch {
    return { problem: NO_SERVER };
  }
  if (response.status === 429) return { problem: "Many new boards at once. Wait a minute, please." };
  if (response.status !== 201) return { problem: NOT_NOW };
  const body = await response.json().catch(() => undefined);
  const { owner, ...others } = readLinks(body?.links);
  return owner === undefined ? { problem: NOT_NOW } : { links: { owner, ...others } };
}
