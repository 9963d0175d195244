import { errorCodeOf } from "../links/error_code.ts";
import { type Links, readLinks } from "../links/visits.ts";
import { START } from "../../messages/en/start.ts";

/** A new board's links, or a message for the person. */
export type Created = { readonly links: Links & { readonly owner: string } } | { readonly problem: string };

/** Requests a new board from the server. Never throws. */
export async function createBoard(request: typeof fetch = fetch): Promise<Created> {
  let response: Response;
  try {
    response = await request("/api/boards", { method: "POST" });
  } catch {
    return { problem: START.noServer };
  }
  if (response.status !== 201) {
    const code = await errorCodeOf(response);
    if (code === "signInFirst") return { problem: START.signInFirst };
    return { problem: code === "tooManyBoards" ? START.tooMany : START.notCreated };
  }
  const body = await response.json().catch(() => undefined);
  const { owner, ...others } = readLinks(body?.links);
  return owner === undefined ? { problem: START.notCreated } : { links: { owner, ...others } };
}
