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

/** One year. Subdomains are not included: they may belong to others. */
const ONLY_ENCRYPTED = "max-age=31536000";

/**
 * Adds security headers to every response: only our own scripts run, no site may frame a page, and the secret in a link
 * is not sent as a referrer. Over HTTPS the browser is told to keep using it.
 */
export function securityHeaders(trustedProxies: Proxies): MiddlewareHandler<{ Bindings: Bindings }> {
  return async (c, next) => {
    await next();
    // The runtime recognises an upgrade by its own response object; setting a header would replace it by a copy.
    if (c.res.status === 101) return;
    for (const [name, value] of Object.entries(HEADERS)) {
      // A route may have set a stricter policy.
      if (!c.res.headers.has(name)) c.header(name, value);
    }
    if (isEncrypted(c, trustedProxies)) c.header("strict-transport-security", ONLY_ENCRYPTED);
  };
}

/** Uses the last value of the header, and only from a trusted proxy: clients can send the header too. */
function isEncrypted(c: Context<{ Bindings: Bindings }>, trustedProxies: Proxies): boolean {
  if (new URL(c.req.url).protocol === "https:") return true;
  if (!trustedProxies.has(visitOf(c).remote)) return false;
  return c.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim().toLowerCase() === "https";
}
