import { type Context, Hono, type MiddlewareHandler } from "hono";
import { refuse, retryAfter } from "../http/error_response.ts";
import { ownPageWrites } from "../http/own_page.ts";
import type { Bindings } from "../http/request_info.ts";
import { requestPipeline, type RequestPipelineOptions, type ServeInfo } from "../http/request_pipeline.ts";
import { uniformNotFound } from "../http/uniform_timing.ts";
import { type Log, withoutSecrets } from "../process/log.ts";
import { LoadRefused } from "../relay/board_loads.ts";
import type { Pages } from "./pages.ts";

/** Routes below a path, such as `/api/boards`. */
// deno-lint-ignore no-explicit-any -- the environments of the routes differ, and Hono's types are invariant.
export type Mounted = readonly [path: string, routes: Hono<any>];

export interface AppOptions {
  /** The first route that matches answers. */
  readonly routes: readonly Mounted[];
  /** Passes requests for boards that other instances serve on to them. */
  readonly forward?: MiddlewareHandler<{ Bindings: Bindings }> | undefined;
  /** Middleware that runs before every route. */
  readonly pipeline: RequestPipelineOptions;
  /** Shown to people when there is nothing else. */
  readonly pages: Pages;
  readonly log: Log;
}

export interface App {
  fetch(request: Request, info?: ServeInfo): Promise<Response>;
  /** All routes, and the middleware that runs before them. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/** The application: the routes behind `requestPipeline`. */
export function createApp({ routes, forward, pipeline, pages, log }: AppOptions): App {
  const { refusals } = pipeline;
  const app = new Hono<{ Bindings: Bindings }>();
  app.use(ownPageWrites(refusals));
  for (const path of ["/api/boards/:slug/*", "/mcp/:slug"]) {
    app.use(path, uniformNotFound);
    if (forward) app.use(path, forward);
  }
  for (const [path, mounted] of routes) app.route(path, mounted);

  app.notFound((c) => {
    // A person with a broken link gets the start page, a program gets JSON.
    const start = isPerson(c) ? pages.page("index", c.req.raw) : undefined;
    return start ? new Response(start.body, { status: 404, headers: start.headers }) : refuse(c, "notFound");
  });
  app.onError((error, c) => {
    if (error instanceof LoadRefused) refusals.count("memory is short");
    else log("error", "request failed", { method: c.req.method, path: publicPath(c.req.path), error });
    c.header("cache-control", "no-store");
    return errorPage(c) ?? refuse(c, "unavailable");
  });

  /** Undefined for a program, and where there is no page. */
  function errorPage(c: Context): Response | undefined {
    const page = isPerson(c) ? pages.page("error", c.req.raw) : undefined;
    if (page === undefined) return undefined;
    const { "cache-control": _, etag: __, ...headers } = Object.fromEntries(page.headers);
    return c.newResponse(page.body, 503, { ...headers, ...retryAfter(503) });
  }

  return { fetch: requestPipeline((request, info) => app.fetch(request, info), pipeline), routes: app.routes };
}

/** The paths of our routes. Any other path may contain anything, such as a mistyped link. */
const OURS =
  /^\/(?:$|(?:b|ws|embed|p|mcp|api\/boards|api\/account|assets)\/|api\/(?:boards|account|openapi\.json)$|account$|oembed$|healthz$|readyz$)/;

/** The path without secrets, for the log. */
function publicPath(path: string): string {
  return OURS.test(path) ? withoutSecrets(path) : "/…";
}

function isPerson({ req }: Pick<Context, "req">): boolean {
  return req.header("accept")?.includes("text/html") ?? false;
}
