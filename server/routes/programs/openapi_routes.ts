import { Hono } from "hono";
import { openApi } from "../../programs/openapi/openapi.ts";
import type { App } from "../app.ts";

export interface OpenApiRoutesOptions {
  /** All routes of the server. */
  readonly allRoutes: () => App["routes"];
}

/** `GET /api/openapi.json`: the description of the API, of those routes that this server has. */
export function openApiRoutes({ allRoutes }: OpenApiRoutesOptions): Hono {
  const api = new Hono();
  let text: string | undefined;
  api.get("/openapi.json", (c) => {
    text ??= JSON.stringify(openApi(new Set(allRoutes().map(({ method, path }) => `${method} ${path}`))));
    return c.body(text, 200, { "content-type": "application/json", "cache-control": "no-cache" });
  });
  return api;
}
