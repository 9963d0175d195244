import { errorCodeOf } from "../links/error_code.ts";
import { type Links, readLinks } from "../links/visits.ts";
import { START } from "../../messages/en/start.ts";

/** A new board's links, or a message for the person. */
export type Created = { readonly links: Links & { readonly owner: string } } | NotCreated;

export interface NotCreated {
  readonly problem: string;
  /** Set when the board may exist or can be had later with the same key, or will not come into being again. */
  readonly why?: "away" | "ended";
}

/** A server that does not answer for this long counts as away, ms. */
const PATIENCE_MS = 8_000;

/**
 * Requests a new board from the server. Never throws.
 *
 * @param key with the same one, the request may be repeated: there is one board
 */
export async function createBoard(key: string, request: typeof fetch = fetch): Promise<Created> {
  const away = { problem: START.noServer, why: "away" } as const;
  let response: Response;
  try {
    const headers = { "idempotency-key": key }, signal = AbortSignal.timeout(PATIENCE_MS);
    response = await request("/api/boards", { method: "POST", headers, signal });
  } catch {
    return away;
  }
  if (response.status !== 201) {
    const code = await errorCodeOf(response);
    if (code === "keyReused") return { problem: START.notCreated, why: "ended" };
    if (response.status >= 502 && response.status <= 504) return away;
    if (code === "signInFirst") return { problem: START.signInFirst };
    return { problem: code === "tooManyBoards" ? START.tooMany : START.notCreated };
  }
  const body = await response.json().catch(() => undefined);
  if (body === undefined) return away;
  const { owner, ...others } = readLinks(body?.links);
  return owner === undefined ? { problem: START.notCreated } : { links: { owner, ...others } };
}
