import type { MiddlewareHandler } from "hono";
import type { Right } from "../../board/role.ts";
import { type Access, type Authorize, linkPrincipal } from "../access/authorization.ts";
import { refuse } from "../http/error_response.ts";
import type { Bindings } from "../http/request_info.ts";

/** The environment of routes below `/:slug`, after `requireRight`. */
export interface BoardEnv {
  Bindings: Bindings;
  Variables: { access: Access };
}

/**
 * Lets a request pass whose link grants the right; the route finds its `Access` in `c.var.access`. Others get the same
 * answer as for a link that does not exist.
 */
export function requireRight(right: Right, authorize: Authorize): MiddlewareHandler<BoardEnv> {
  return async (c, next) => {
    const access = await authorize(linkPrincipal(c.req.param("slug") ?? ""));
    if (!access?.rights[right]) return refuse(c, "noSuchLink");
    c.set("access", access);
    await next();
  };
}
