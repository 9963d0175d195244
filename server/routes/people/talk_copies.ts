import { Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { isSlug } from "../../../board/id.ts";
import { type Authorize, linkPrincipal } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { BoardStores } from "../../store/board_stores.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";

export interface TalkCopiesOptions extends Pick<BoardStores, "copyTalk"> {
  readonly authorize: Authorize;
  readonly admission: Pick<Admission, "reads">;
  readonly clock?: Clock;
}

/** `POST /api/boards/<owner's slug>/talk/copy`: a duplicate gets the talk of the board that it was made from. */
export function talkCopies({ copyTalk, authorize, admission, clock = systemClock }: TalkCopiesOptions): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  api.post("/:slug/talk/copy", requireRight("manage", authorize), async (c) => {
    c.header("cache-control", "no-store");
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const slug = body.object?.from;
    const from = isSlug(slug) ? await authorize(linkPrincipal(slug, requestInfo(c).visitor)) : undefined;
    if (!from?.rights.view) return refuse(c, "noSuchLink");
    const copy = () => copyTalk({ from: from.board, to: c.var.access.board });
    const isCopied = await admission.reads.run(requestInfo(c).client, copy);
    if (isCopied === "full") return refuse(c, "busy");
    return isCopied ? c.body(null, 204) : refuse(c, "talkFull");
  });
  return api;
}
