import type { MiddlewareHandler } from "hono";
import { refuse } from "./error_response.ts";
import type { Refusals } from "../session/refusals.ts";

/**
 * True when a page of this server made the request, or when no browser made it. Browsers send `Origin` with
 * WebSocket upgrades and with writes, and `Sec-Fetch-Site` with all requests. A page can forge neither.
 */
export function isFromOwnPage({ headers, url }: Request): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return isHostOf(origin, url);
  const site = headers.get("sec-fetch-site");
  return site === null || site === "same-origin";
}

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses writing requests that pages of other sites make. For all routes, so that none can omit the check. */
export function ownPageWrites(refusals: Refusals): MiddlewareHandler {
  return async (c, next) => {
    if (SAFE_METHODS.has(c.req.method) || isFromOwnPage(c.req.raw)) return await next();
    refusals.count("origin");
    c.header("cache-control", "no-store");
    return refuse(c, "foreignPage");
  };
}

/** False for "null", the origin of a sandboxed frame or a local file. */
function isHostOf(origin: string, url: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
