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

/** The policy of a page that sites may show in frames. @param ancestors the value of `frame-ancestors` */
export function framedBy(ancestors: string): string {
  return CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", `frame-ancestors ${ancestors}`);
}

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
 * Adds security headers to a response: only our own scripts run, no site may frame a page that does not say so, and the secret in a link is
 * not sent as a referrer. Over HTTPS, HSTS makes the browser keep using HTTPS.
 */
export function addSecurityHeaders({ status, headers }: Response, { isEncrypted }: { isEncrypted: boolean }): void {
  // The headers of an upgrade belong to the runtime.
  if (status === 101) return;
  for (const [name, value] of Object.entries(HEADERS)) {
    // A route may have set a stricter policy.
    if (!headers.has(name)) headers.set(name, value);
  }
  if (isEncrypted) headers.set("strict-transport-security", ONLY_ENCRYPTED);
}
