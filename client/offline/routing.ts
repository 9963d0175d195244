/** What the routing depends on: the part of a `Request` that does not change while it is under way. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly destination: string;
  readonly url: string;
  readonly headers: { has(name: string): boolean };
}

/** The pages that the worker keeps. Their script reads the address, so one serves all addresses of its kind. */
export type Shell = "index" | "board";

/**
 * How the worker treats a request:
 *
 *     network  it does not answer, and the browser asks the server as if there were no worker
 *     page     the server's page, or the kept one when the server does not answer in time
 *     file     a file whose name has a hash of its content: the kept one, or else the server's
 *     fresh    another file: the server's, or else the kept one
 *     shared   files that another app shares with this one
 */
export type Route =
  | { readonly to: "network" | "file" | "fresh" | "shared" }
  | { readonly to: "page"; readonly shell: Shell };

/** The address to which other apps share files, as the manifest names it. */
export const SHARE_PATH = "/share";

const NETWORK: Route = { to: "network" };

/**
 * Only what is listed here is ever answered by the worker. In particular it answers nothing below `/api`, no page in a
 * frame, and no part of a file: what these contain depends on who asks.
 *
 * @param kept the paths of kept files whose names have no hash
 */
export function routeOf(
  { method, mode, destination, url, headers }: Asked,
  origin: string,
  kept: ReadonlySet<string>,
): Route {
  const { origin: asked, pathname } = new URL(url);
  if (asked !== origin) return NETWORK;
  if (mode === "navigate") return destination === "document" ? pageRoute(method, pathname) : NETWORK;
  if (method !== "GET" || headers.has("range")) return NETWORK;
  if (kept.has(pathname)) return { to: "fresh" } satisfies Route;
  return pathname.startsWith("/assets/") ? { to: "file" } satisfies Route : NETWORK;
}

function pageRoute(method: string, path: string): Route {
  if (method === "POST") return path === SHARE_PATH ? { to: "shared" } : NETWORK;
  if (method !== "GET") return NETWORK;
  if (/^\/b\/[^/]+$/.test(path)) return { to: "page", shell: "board" };
  const isStart = path === "/" || path === "/account" || /^\/docs\/[^/]+$/.test(path);
  return isStart ? { to: "page", shell: "index" } : NETWORK;
}
