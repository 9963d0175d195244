/**
 * True when a page of this server made the request, or when no browser made it. Browsers always send `Origin` with
 * WebSocket upgrades and with writes, and a page cannot forge it.
 */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  try {
    return new URL(origin).host === new URL(request.url).host;
  } catch {
    return false; // "null": a sandboxed frame or a local file
  }
}
