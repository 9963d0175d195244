import type { Context } from "hono";
import { type Bindings, requestInfo } from "../../http/request_info.ts";

/** The origin at which the person reaches this server: a proxy may encrypt for it. */
export function ownOrigin(c: Context<{ Bindings: Bindings }>): string {
  const { protocol, host } = new URL(c.req.url);
  return `${requestInfo(c).isEncrypted ? "https:" : protocol}//${host}`;
}
