import { newSecret } from "../../board/id.ts";
import type { Client } from "./client_address.ts";

/**
 * The cookie that tells browsers apart which came with the same link. It opens nothing: an owner can only take rights
 * away from the browser that has it, or let it in where others wait.
 */
const NAME = "visitor";
/** Ms. Each visit to a board renews it. */
const MAX_AGE_S = 30 * 24 * 3_600;
const VALUE = /^[\w-]{22}$/;

/** The header in which another instance says what the cookie was. It counts only in a request that is signed. */
export const VISITOR_HEADER = "drawbridge-visitor";

/** A client without the cookie is known by its address, so that it cannot come back at once by dropping the cookie. */
export function visitorOf(
  { headers }: Request,
  { client, isForwarded }: { readonly client: Client; readonly isForwarded: boolean },
): string {
  if (isForwarded) return headers.get(VISITOR_HEADER) ?? "";
  return cookieIn(headers) ?? `address ${client.address}`;
}

/** The value of `set-cookie` for the page of a board. Keeps the value that the browser has. */
export function visitorCookie({ headers }: Request, { isEncrypted }: { readonly isEncrypted: boolean }): string {
  const value = cookieIn(headers) ?? newSecret();
  return `${NAME}=${value}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${isEncrypted ? "; Secure" : ""}`;
}

function cookieIn(headers: Headers): string | undefined {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === NAME && value !== undefined && VALUE.test(value)) return value;
  }
}
