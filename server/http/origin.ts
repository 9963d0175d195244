/**
 * True when a browser made the request from a page of this very server, or when no browser made it: browsers always
 * send Origin with WebSocket upgrades and with writes, and a page cannot forge it.
 */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  try {
    return new URL(origin).host === new URL(request.url).host;
  } catch {
    return false; // "null": a sandboxed frame, a local file
  }
}
