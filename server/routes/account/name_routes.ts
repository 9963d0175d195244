import { Hono } from "hono";
import { readBoardName } from "../../../board/board_name.ts";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { isSlug } from "../../../board/id.ts";
import { type Authorize, linkPrincipal } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import { withUniformTiming } from "../../http/uniform_timing.ts";
import type { AccountBoardStore } from "../../store/people/account_board_store.ts";
import type { BoardNames } from "../../store/board_names.ts";
import type { BrowserSessions } from "./browser_sessions.ts";
import { type AccountEnv, requireSignIn } from "./require_sign_in.ts";

export interface NameRoutesOptions {
  readonly names: BoardNames;
  readonly boards: Pick<AccountBoardStore, "give" | "note">;
  readonly authorize: Authorize;
  readonly browser: BrowserSessions;
  readonly admission: Pick<Admission, "signInRate">;
  readonly clock?: Clock;
  readonly now?: () => number;
}

/** `/api/account/names`: names of boards, which open them for people who have a role there. */
export function nameRoutes(
  { names, boards, authorize, browser, admission, clock = systemClock, now = Date.now }: NameRoutesOptions,
): Hono<AccountEnv> {
  const api = new Hono<AccountEnv>();
  const signedIn = requireSignIn(browser);
  api.use("/names/*", signedIn, async (c, next) => {
    const waitMs = admission.signInRate.take(requestInfo(c).client, "name");
    return waitMs > 0 ? refuse(c, "tooManyTries", { retryAfterMs: waitMs }) : await next();
  });

  /** Gives a name to the board of an owner's link, which opens it for this owner too, or takes the name away. */
  api.post("/names", async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { slug, name: wanted } = body.object ?? {};
    const access = isSlug(slug) ? await authorize(linkPrincipal(slug)) : undefined;
    if (!access?.rights.manage) return refuse(c, "noSuchLink");
    const read = wanted === null ? undefined : readBoardName(wanted);
    if (read && "problem" in read) return refuse(c, read.problem === "reserved" ? "nameTaken" : "nameInvalid");
    const result = await names.set(access.board, read?.name);
    if (result === "taken") return refuse(c, "nameTaken");
    if (result === "gone") return refuse(c, "noSuchLink");
    const { board, role, listedLink: link } = access;
    if (read && link) await boards.note(c.var.signedIn.account.id, { board, role, link, title: "", at: now() });
    return c.json({ name: read?.name ?? null });
  });

  /** Gives this device a link. The answer does not tell a name that means no board from one that opens nothing. */
  api.post("/names/:name/open", async (c) => {
    const { id } = c.var.signedIn.account;
    const slug = await withUniformTiming(async () => {
      const read = readBoardName(c.req.param("name"));
      const board = "name" in read ? await names.boardOf(read.name) : undefined;
      return await boards.give(id, board ?? "");
    }, clock);
    return slug === undefined ? refuse(c, "noSuchLink") : c.json({ slug }, 201);
  });

  return api;
}
