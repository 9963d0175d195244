import { Hono } from "hono";
import { isSlug } from "../board/id.ts";
import { boards, type BoardsOptions } from "./boards.ts";
import { linksApi, type LinksOptions } from "./links.ts";
import { securityHeaders } from "./security_headers.ts";
import { type Door, upgrade } from "./upgrade.ts";

/** The built client, as this app needs it. */
export interface Pages {
  page(name: "index" | "board", request: Request): Response | undefined;
  respond(path: string, request: Request): Response | undefined;
}

export interface AppOptions extends BoardsOptions, LinksOptions, Door {
  readonly links: LinksOptions["links"];
  readonly pages: Pages;
  /** Whether what people draw can be made durable now. */
  readonly canSave?: () => Promise<boolean>;
  /** Development only: the stream that tells open pages of a new build. */
  readonly liveReload?: () => Response;
  readonly log: (event: string, details: Record<string, unknown>) => void;
}

/** All routes. The upgrade goes past the headers' middleware: its response is not to be touched. */
export function createApp(options: AppOptions) {
  const { pages, liveReload, log } = options;
  const app = new Hono<{ Bindings: Partial<Deno.ServeHandlerInfo<Deno.NetAddr>> }>();

  app.get("/ws/:slug", (c) => upgrade(c.req.raw, c.env?.remoteAddr?.hostname ?? "", c.req.param("slug"), options));

  app.use(securityHeaders);
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const isReady = !options.isLeaving() && (await options.canSave?.() ?? true);
    return c.json({ status: isReady ? "ok" : "cannot save" }, isReady ? 200 : 503);
  });
  app.route("/api/boards", boards(options));
  app.route("/api/boards", linksApi(options));
  app.get("/", (c) => pages.page("index", c.req.raw) ?? c.notFound());
  app.get("/b/:slug", (c) => {
    const slug = c.req.param("slug");
    const page = pages.page("board", c.req.raw);
    // The board travels while the page's scripts do. (`c.header` would not reach a response that comes from elsewhere.)
    if (isSlug(slug)) page?.headers.set("link", preload(`/api/boards/${slug}/state`));
    return page ?? c.notFound();
  });
  if (liveReload) app.get("/dev/reload", () => liveReload());
  app.get("*", (c) => pages.respond(c.req.path, c.req.raw) ?? c.notFound());

  app.notFound((c) => {
    // Who follows a broken link with a browser is shown where boards begin; programs are told in their own way.
    const isPerson = c.req.header("accept")?.includes("text/html");
    const start = isPerson ? pages.page("index", c.req.raw) : undefined;
    return start ? new Response(start.body, { status: 404, headers: start.headers }) : c.json(NOTHING_HERE, 404);
  });
  app.onError((error, c) => {
    log("request failed", { method: c.req.method, error: String(error) });
    c.header("retry-after", "2");
    return c.json({ error: "the server cannot do this at the moment" }, 503);
  });
  return app;
}

const NOTHING_HERE = { error: "there is nothing here" };

function preload(path: string): string {
  return `<${path}>; rel=preload; as=fetch; crossorigin`;
}
