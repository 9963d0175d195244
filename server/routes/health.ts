import { Hono } from "hono";
import { retryAfter } from "../http/error_response.ts";
import type { Bindings } from "../http/request_info.ts";

export interface HealthOptions {
  /** Why the server cannot save; undefined when it can. */
  readonly unready: () => Promise<string | undefined>;
}

/** `GET /healthz` and `GET /readyz`, for supervisors and load balancers. */
export function health({ unready }: HealthOptions): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", async (c) => {
    c.header("cache-control", "no-store");
    const reason = await unready();
    return reason === undefined
      ? c.json({ status: "ok" })
      : c.json({ status: "not ready", reason }, 503, retryAfter(503));
  });
  return routes;
}
