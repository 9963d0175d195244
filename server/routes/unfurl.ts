import { Hono } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";
import type { Authorize } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import { refuse } from "../http/error_response.ts";
import { readJson } from "../http/json_body.ts";
import { requestInfo } from "../http/request_info.ts";
import type { Refusals } from "../session/refusals.ts";
import type { Unfurler } from "../unfurl/unfurler.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";

export interface UnfurlOptions {
  /** Undefined: the server reads no pages. */
  readonly unfurler: Unfurler | undefined;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly clock?: Clock;
}

/** Memory for a page while it is read, bytes: it is parsed in pieces, and its icon is encoded. */
const HELD_BYTES = 512 * 1024;

/** `POST /api/boards/<slug>/unfurl`: what a linked page says of itself, for a card on the board. */
export function unfurlRoutes(
  { unfurler, authorize, admission, refusals, clock = systemClock }: UnfurlOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();

  api.post("/:slug/unfurl", requireRight("draw", authorize), async (c) => {
    c.header("cache-control", "no-store");
    if (unfurler === undefined) return refuse(c, "unfurlOff");
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const url = unfurler.allowed(body.object?.url);
    if (url === undefined) return refuse(c, "badAddress");
    const { client } = requestInfo(c);
    const { board } = c.var.access;
    const waitMs = admission.takeUnfurl(client, board);
    if (waitMs > 0) {
      refusals.count("too many links");
      return refuse(c, "tooManyTries", { retryAfterMs: waitMs });
    }
    using reservation = admission.budget.reserve(HELD_BYTES, { ...client, board });
    if (reservation === undefined) {
      refusals.count("memory is short");
      return refuse(c, "busy");
    }
    const card = await admission.unfurls.run(client, () => unfurler.read(url));
    if (card === "full") return refuse(c, "busy");
    return card === undefined ? refuse(c, "pageUnread") : c.json(card);
  });

  return api;
}
