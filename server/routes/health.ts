import { Hono } from "hono";
import { type InstanceSignature, SIGNATURE_HEADER } from "../http/instance_signature.ts";
import { retryAfter } from "../http/error_response.ts";
import type { Bindings } from "../http/request_info.ts";

export interface HealthOptions {
  /** Why the server cannot save; undefined when it can. */
  readonly unready: () => Promise<string | undefined>;
  /** Proves to other instances that this one knows their secret; undefined: there are none. */
  readonly signature?: Pick<InstanceSignature, "answer"> | undefined;
}

/** `GET /healthz` and `GET /readyz`, for supervisors and load balancers. */
export function health({ unready, signature }: HealthOptions): Hono<{ Bindings: Bindings }> {
  const routes = new Hono<{ Bindings: Bindings }>();
  routes.get("/healthz", async (c) => {
    const signed = c.req.header(SIGNATURE_HEADER);
    if (signature && signed !== undefined) c.header(SIGNATURE_HEADER, await signature.answer(signed));
    return c.json({ status: "ok" });
  });
  routes.get("/readyz", async (c) => {
    c.header("cache-control", "no-store");
    const reason = await unready();
    return reason === undefined
      ? c.json({ status: "ok" })
      : c.json({ status: "not ready", reason }, 503, retryAfter(503));
  });
  return routes;
}
