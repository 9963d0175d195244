import { Hono } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";
import { newSecret } from "../../board/id.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { readName } from "../../board/name.ts";
import type { Role } from "../../board/role.ts";
import { titledUpdate } from "../../board/title.ts";
import { accountPrincipal, mayCreateBoards } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import { refuse } from "../http/error_response.ts";
import { readJson } from "../http/json_body.ts";
import { type Bindings, requestInfo } from "../http/request_info.ts";
import type { Refusals } from "../session/refusals.ts";
import { type BoardStore, EMPTY_HEAD } from "../store/board_store.ts";
import type { SignInMode } from "../process/sign_in_config.ts";
import type { BrowserSessions } from "./account/browser_sessions.ts";
import type { LinkStore } from "../store/link_store.ts";

export interface BoardsOptions {
  readonly links: Pick<LinkStore, "createBoard">;
  readonly store: Pick<BoardStore, "append">;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly browser: Pick<BrowserSessions, "current">;
  readonly signIn: SignInMode;
  readonly clock?: Clock;
}

/** `POST /api/boards`: creates a board. The body may contain its `title`. */
export function boards(
  { links, store, admission, refusals, browser, signIn, clock = systemClock }: BoardsOptions,
): Hono<{ Bindings: Bindings }> {
  const api = new Hono<{ Bindings: Bindings }>();

  api.post("/", async (c) => {
    const { client } = requestInfo(c);
    const principal = accountPrincipal((await browser.current(c))?.account.id);
    if (!mayCreateBoards(principal, { signIn })) return refuse(c, "signInFirst");
    const waitMs = admission.boardRate.take(client);
    if (waitMs > 0) {
      refusals.count("too many boards");
      return refuse(c, "tooManyBoards", { retryAfterMs: waitMs });
    }
    // The body may be empty; otherwise it must be a JSON object.
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const title = body.object?.title ?? "";
    if (typeof title !== "string" || title.length > NAME_MAX) return refuse(c, "badRequest");
    const id = newSecret();
    const roles: Role[] = ["owner", "editor", "viewer"];
    const made = roles.map((role) => ({ role, slug: newSecret() }));
    if (await admission.creations.run(client, () => links.createBoard(id, made)) === "full") {
      refusals.count("too many boards");
      admission.boardRate.giveBack(client);
      return refuse(c, "busy", { retryAfterMs: 5_000 });
    }
    // Nobody knows the links yet, so nobody can have opened the board.
    if (readName(title) !== "") await store.append(id, EMPTY_HEAD, titledUpdate(title));
    c.header("cache-control", "no-store");
    return c.json({ id, links: Object.fromEntries(made.map(({ role, slug }) => [role, slug])) }, 201);
  });

  return api;
}
