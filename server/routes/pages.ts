import { Hono } from "hono";
import { frameAncestors } from "../../board/embed/frame_sites.ts";
import { isSlug } from "../../board/id.ts";
import { type Authorize, linkPrincipal } from "../access/authorization.ts";
import type { SitesOf } from "../access/framing.ts";
import { boardKey } from "../http/board_key.ts";
import { foundInTime, withUniformTiming } from "../http/uniform_timing.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import { framedBy } from "../http/security_headers.ts";
import { visitorCookie } from "../http/visitor.ts";
import { oembedHeader, oembedLink } from "./published/oembed_link.ts";
import { ownOrigin } from "./published/own_origin.ts";

/** The built client, as the routes need it. */
export interface Pages {
  page(name: "index" | "board" | "error" | "looks" | "published", request: Request): Response | undefined;
  respond(path: string, request: Request): Response | undefined;
}

export interface PagesOptions {
  readonly pages: Pages;
  /** Development only: an event stream that announces new builds to open pages. */
  readonly liveReload?: (() => Response) | undefined;
}

export interface PageRoutesOptions extends PagesOptions {
  /** Given where there are several instances: pages learn the key of their board. */
  readonly authorize?: Authorize | undefined;
  /** Absent: no site may show a board in a frame. */
  readonly sitesOf?: SitesOf;
}

/** The pages and their files. */
export function pageRoutes({ pages, liveReload, authorize, sitesOf }: PageRoutesOptions): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  routes.get("/account", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  // The same page for every name, whether or not it means a board.
  routes.get("/docs/:name", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  /** The page of a board, with a preload of its state. */
  const boardPage = async (request: Request, slug: string) => {
    const page = pages.page("board", request);
    if (page === undefined) return undefined;
    const access = authorize && await foundInTime(() => authorize(linkPrincipal(slug)));
    const key = access && boardKey(access.board);
    // The only header of a page that its script can read. `c.header` would not change this existing response.
    if (key !== undefined) page.headers.set("server-timing", `b;desc=${key}`);
    // The browser loads the board in parallel with the scripts.
    const query = key === undefined ? "" : `?b=${key}`;
    if (isSlug(slug)) page.headers.set("link", preload(`/api/boards/${slug}/state${query}`));
    return page;
  };
  routes.get("/b/:slug", async (c) => {
    const slug = c.req.param("slug"), { headers, url } = c.req.raw;
    const origin = ownOrigin(c);
    // Browsers say what a page is for. Programs of wikis do not, and look for the address of the HTML in the page.
    const isWiki = isSlug(slug) && headers.get("sec-fetch-dest") === null && c.req.method === "GET";
    const request = isWiki ? new Request(url) : c.req.raw;
    const page = await boardPage(request, slug);
    if (page === undefined) return c.notFound();
    if (isSlug(slug)) page.headers.append("link", oembedHeader(origin, `${origin}/b/${slug}`));
    page.headers.append("set-cookie", visitorCookie(c.req.raw, requestInfo(c)));
    return isWiki ? await withOembed(page, oembedLink(origin, `${origin}/b/${slug}`)) : page;
  });
  // For frames of other sites: without a cookie, and never from a cache, because the sites that may show it change.
  routes.get("/embed/:slug", async (c) => {
    const slug = c.req.param("slug");
    const page = await boardPage(c.req.raw, slug);
    if (page === undefined) return c.notFound();
    const sites = frameAncestors(await withUniformTiming(async () => await sitesOf?.(slug)) ?? []);
    page.headers.set("content-security-policy", framedBy(sites));
    page.headers.set("cache-control", "no-store");
    page.headers.delete("etag");
    return page;
  });
  if (liveReload) {
    routes.get("/dev/reload", () => liveReload());
    routes.get("/dev/looks", (c) => pages.page("looks", c.req.raw) ?? c.notFound());
  }
  // Pages of all sites may load the element that shows boards. It is a public file, the same for everybody.
  routes.get("/drawbridge-board.js", (c) => {
    const file = pages.respond(c.req.path, c.req.raw);
    file?.headers.set("access-control-allow-origin", "*");
    file?.headers.set("cross-origin-resource-policy", "cross-origin");
    return file ?? c.notFound();
  });
  routes.get("*", (c) => pages.respond(c.req.path, c.req.raw) ?? c.notFound());
  return routes;
}

async function withOembed(page: Response, link: string): Promise<Response> {
  const html = (await page.text()).replace("</head>", () => `  ${link}\n  </head>`);
  const headers = new Headers(page.headers);
  for (const name of ["etag", "content-length"]) headers.delete(name);
  headers.append("vary", "sec-fetch-dest");
  return new Response(html, { status: page.status, headers });
}

function preload(path: string): string {
  return `<${path}>; rel=preload; as=fetch; crossorigin`;
}
