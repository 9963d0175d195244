import { type Context, Hono } from "hono";
import { isSlug } from "../../board/id.ts";
import { boardState, type BoardStateOptions } from "./board_state.ts";
import { boards, type BoardsOptions } from "./boards.ts";
import { requestPipeline, type RequestPipelineOptions, type ServeInfo } from "../http/request_pipeline.ts";
import { uniformNotFound } from "../http/uniform_timing.ts";
import { ownPageWrites } from "../http/own_page.ts";
import { ERROR_PAGE } from "../http/error_page.ts";
import { boardFiles, type BoardFilesOptions } from "./board_files.ts";
import { linksApi, type LinksOptions } from "./links.ts";
import { type Log, withoutSecrets } from "../process/log.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import { LoadRefused } from "../relay/board_loads.ts";
import { type Door, upgrade } from "./socket_upgrade.ts";

/** The built client, as this app needs it. */
export interface Pages {
  page(name: "index" | "board", request: Request): Response | undefined;
  respond(path: string, request: Request): Response | undefined;
}

export interface AppOptions
  extends BoardsOptions, BoardStateOptions, LinksOptions, BoardFilesOptions, Door, RequestPipelineOptions {
  readonly links: LinksOptions["links"];
  readonly pages: Pages;
  /** Why the server is not ready; undefined when it can save. */
  readonly unready?: () => Promise<string | undefined>;
  /** Development only: an event stream that announces new builds to open pages. */
  readonly liveReload?: () => Response;
  readonly log: Log;
}

export interface App {
  fetch(request: Request, info?: ServeInfo): Promise<Response>;
}

/** The application: all routes behind `requestPipeline`. */
export function createApp(options: AppOptions): App {
  const app = routes(options);
  return { fetch: requestPipeline((request, visit) => app.fetch(request, visit), options) };
}

function routes(options: AppOptions): Hono<{ Bindings: Bindings }> {
  const { pages, liveReload, log } = options;
  const app = new Hono<{ Bindings: Bindings }>();

  app.use(ownPageWrites(options.refusals));
  app.get("/ws/:slug", (c) => upgrade(c.req.raw, requestInfo(c).client, c.req.param("slug"), options));
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    c.header("cache-control", "no-store");
    const reason = await options.unready?.();
    return reason === undefined ? c.json({ status: "ok" }) : c.json({ status: "not ready", reason }, 503);
  });
  app.use("/api/boards/:slug/*", uniformNotFound);
  app.route("/api/boards", boards(options));
  app.route("/api/boards", boardState(options));
  app.route("/api/boards", boardFiles(options));
  app.route("/api/boards", linksApi(options));
  app.get("/", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  app.get("/b/:slug", (c) => {
    const slug = c.req.param("slug");
    const page = pages.page("board", c.req.raw);
    // The browser loads the board in parallel with the scripts. `c.header` would not change this existing response.
    if (isSlug(slug)) page?.headers.set("link", preload(`/api/boards/${slug}/state`));
    return page ?? c.notFound();
  });
  if (liveReload) app.get("/dev/reload", () => liveReload());
  app.get("*", (c) => pages.respond(c.req.path, c.req.raw) ?? c.notFound());

  app.notFound((c) => {
    // A person with a broken link gets the start page, a program gets JSON.
    const start = isPerson(c) ? pages.page("index", c.req.raw) : undefined;
    return start ? new Response(start.body, { status: 404, headers: start.headers }) : c.json(NOTHING_HERE, 404);
  });
  app.onError((error, c) => {
    if (error instanceof LoadRefused) options.refusals.count("memory is short");
    else log("error", "request failed", { method: c.req.method, path: publicPath(c.req.path), error });
    c.header("retry-after", "2");
    c.header("cache-control", "no-store");
    return isPerson(c) ? c.html(ERROR_PAGE, 503) : c.json({ error: "the server cannot do this at the moment" }, 503);
  });
  return app;
}

/** The paths of our routes. Any other path may contain anything, such as a mistyped link. */
const OURS = /^\/(?:$|(?:b|ws|api\/boards|assets)\/|api\/boards$|healthz$|readyz$)/;

/** The path without secrets, for the log. */
function publicPath(path: string): string {
  return OURS.test(path) ? withoutSecrets(path) : "/…";
}

function isPerson(c: Context): boolean {
  return c.req.header("accept")?.includes("text/html") ?? false;
}

const NOTHING_HERE = { error: "there is nothing here" };

function preload(path: string): string {
  return `<${path}>; rel=preload; as=fetch; crossorigin`;
}
