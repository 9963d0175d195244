import type { Context, MiddlewareHandler } from "hono";
import type { Proxies } from "./proxies.ts";
import { type Bindings, visitOf } from "./visit.ts";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** For content that people upload or draw, when a browser shows it as a page of its own. */
export const SANDBOXED = `${CONTENT_SECURITY_POLICY}; sandbox`;

const HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** A year. Without subdomains: they need not be ours. */
const ONLY_ENCRYPTED = "max-age=31536000";

/**
 * On every page and answer: no script but ours, no framing, and the secret in a link goes nowhere as a referrer. Over
 * HTTPS the browser is asked to stay there.
 */
export function securityHeaders(trustedProxies: Proxies): MiddlewareHandler<{ Bindings: Bindings }> {
  return async (c, next) => {
    await next();
    // The runtime knows an upgrade by the very response it made, which a header would replace by a copy.
    if (c.res.status === 101) return;
    for (const [name, value] of Object.entries(HEADERS)) {
      // A route may know a stricter policy for what it answers.
      if (!c.res.headers.has(name)) c.header(name, value);
    }
    if (isEncrypted(c, trustedProxies)) c.header("strict-transport-security", ONLY_ENCRYPTED);
  };
}

/** What the nearest proxy says counts, and only if it is ours: who asks could write the header as well. */
function isEncrypted(c: Context<{ Bindings: Bindings }>, trustedProxies: Proxies): boolean {
  if (new URL(c.req.url).protocol === "https:") return true;
  if (!trustedProxies.has(visitOf(c).remote)) return false;
  return c.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim().toLowerCase() === "https";
}
