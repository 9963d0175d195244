import type { MiddlewareHandler } from "hono";
import { type Authorize, linkPrincipal } from "../access/authorization.ts";
import { refuse } from "../http/error_response.ts";
import type { InstanceClient } from "../http/instance_client.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import type { BoardLeases } from "../instances/board_leases.ts";
import type { BrowserSessions } from "./account/browser_sessions.ts";

export interface ForwardingOptions {
  readonly leases: Pick<BoardLeases, "claim" | "holder">;
  readonly client: Pick<InstanceClient, "request">;
  readonly authorize: Authorize;
  readonly browser: Pick<BrowserSessions, "accountOf">;
}

const ASSETS = /^\/api\/boards\/[^/]+\/assets\//;

/**
 * Passes requests for a board on to the instance that serves it. When that instance is not reachable, the board is
 * served here.
 */
export function forwardRequests(options: ForwardingOptions): MiddlewareHandler<{ Bindings: Bindings }> {
  const { leases, client: instances, authorize, browser } = options;
  return async (c, next) => {
    // Any instance has the pictures of any board, and large ones need not travel twice.
    if (ASSETS.test(c.req.path)) return await next();
    const { client, isForwarded } = requestInfo(c);
    const access = isForwarded ? undefined : await authorize(linkPrincipal(c.req.param("slug") ?? ""));
    const address = access && await leases.holder(access.board);
    if (address === undefined) return await next();
    let response: Response | undefined;
    try {
      // Its cookie belongs to the address under which the browser knows this server, so it is read here.
      response = await instances.request(address, c.req.raw, { client, account: await browser.accountOf(c) });
    } catch {
      // The instance was lost during the request, so it is not known what it did.
      c.header("cache-control", "no-store");
      return refuse(c, "unavailable");
    }
    if (response === undefined) {
      await leases.claim(access!.board, { unreachable: address });
      return await next();
    }
    c.res = undefined;
    c.res = response;
  };
}
