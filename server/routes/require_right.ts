import type { MiddlewareHandler } from "hono";
import { type Right, rightsOf } from "../../board/role.ts";
import type { ErrorCode } from "../../board/wire/error_code.ts";
import { type Access, type Authorize, linkPrincipal } from "../access/authorization.ts";
import { refuse } from "../http/error_response.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";

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
    const access = await authorize(linkPrincipal(c.req.param("slug") ?? "", requestInfo(c).visitor));
    if (!access?.rights[right]) return refuse(c, refusalFor(access, right));
    c.set("access", access);
    await next();
  };
}

/** A right that an owner has taken away is said plainly: the link itself is good. */
export function refusalFor(access: Access | undefined, right: Right): ErrorCode {
  if (access === undefined || !rightsOf(access.role)[right]) return "noSuchLink";
  return access.hindrance ?? (right === "comment" ? "muted" : "frozen");
}
