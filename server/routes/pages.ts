import { Hono } from "hono";
import { isSlug } from "../../board/id.ts";
import { type Authorize, linkPrincipal } from "../access/authorization.ts";
import { boardKey } from "../http/board_key.ts";
import { foundInTime } from "../http/uniform_timing.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import { visitorCookie } from "../http/visitor.ts";

/** The built client, as the routes need it. */
export interface Pages {
  page(name: "index" | "board" | "error" | "looks", request: Request): Response | undefined;
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
}

/** The pages and their files. */
export function pageRoutes({ pages, liveReload, authorize }: PageRoutesOptions): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  routes.get("/account", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  // The same page for every name, whether or not it means a board.
  routes.get("/docs/:name", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  routes.get("/b/:slug", async (c) => {
    const slug = c.req.param("slug");
    const page = pages.page("board", c.req.raw);
    if (page === undefined) return c.notFound();
    const access = authorize && await foundInTime(() => authorize(linkPrincipal(slug)));
    const key = access && boardKey(access.board);
    // The only header of a page that its script can read. `c.header` would not change this existing response.
    if (key !== undefined) page.headers.set("server-timing", `b;desc=${key}`);
    // The browser loads the board in parallel with the scripts.
    const query = key === undefined ? "" : `?b=${key}`;
    if (isSlug(slug)) page.headers.set("link", preload(`/api/boards/${slug}/state${query}`));
    page.headers.append("set-cookie", visitorCookie(c.req.raw, requestInfo(c)));
    return page;
  });
  if (liveReload) {
    routes.get("/dev/reload", () => liveReload());
    routes.get("/dev/looks", (c) => pages.page("looks", c.req.raw) ?? c.notFound());
  }
  routes.get("*", (c) => pages.respond(c.req.path, c.req.raw) ?? c.notFound());
  return routes;
}

function preload(path: string): string {
  return `<${path}>; rel=preload; as=fetch; crossorigin`;
}
