import { Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import { isRole } from "../../../board/role.ts";
import type { Authorize } from "../../access/authorization.ts";
import type { AccountStore } from "../../accounts/account_store.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { LinkWatch } from "../../relay/link_watch.ts";
import type { BoardId } from "../../store/board_store.ts";
import type { BoardNames } from "../../store/board_names.ts";
import type { ModerationStore } from "../../store/moderation_store.ts";
import type { BoardPeople } from "../../store/people/board_people.ts";
import { actorOf } from "../moderation/actor.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";

export interface BoardPeopleRoutesOptions {
  readonly people: BoardPeople;
  readonly moderation: Pick<ModerationStore, "note">;
  readonly names: Pick<BoardNames, "nameOf">;
  readonly accounts: Pick<AccountStore, "find">;
  readonly authorize: Authorize;
  readonly watch: Pick<LinkWatch, "check">;
  readonly admission: Pick<Admission, "signInRate">;
  /** False where no directory says who people are: then nobody can be invited by name. */
  readonly hasDirectory: boolean;
  readonly clock?: Clock;
}

/** `/api/boards/<owner's slug>/people`: which people have which role on the board, and its name. */
export function boardPeopleRoutes(
  { people, moderation, names, accounts, authorize, watch, admission, hasDirectory, clock = systemClock }:
    BoardPeopleRoutesOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const manages = requireRight("manage", authorize);
  const nameOf = async (board: BoardId, id: string) => (await people.list(board)).find((each) => each.id === id)?.name;

  api.use("/:slug/people/*", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  api.get("/:slug/people", manages, async (c) => {
    const { board, listedLink } = c.var.access;
    const list = await Promise.all((await people.list(board)).map(async ({ account, ...person }) => {
      // What the person has chosen. Undefined until the person has seen the board.
      const { name: known, color, picture } = { ...account !== undefined && await accounts.find(account) };
      return { ...person, known, color, picture, isOwn: person.id === listedLink };
    }));
    return c.json({ people: list, mayInvite: hasDirectory, name: await names.nameOf(board) });
  });

  /** The answer is the same whether or not the directory knows the person. */
  api.post("/:slug/people", manages, async (c) => {
    if (!hasDirectory) return refuse(c, "signInOff");
    if (admission.signInRate.take(requestInfo(c).client, "invitation") > 0) return refuse(c, "tooManyTries");
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { name, role, title } = body.object ?? {};
    const invited = typeof name === "string" && name.length <= NAME_MAX * 2 ? readName(name) : "";
    if (invited === "" || !isRole(role)) return refuse(c, "badRequest");
    const { board } = c.var.access;
    const result = await people.invite(board, { name: invited, role, title: readName(title) });
    if (result === "gone") return refuse(c, "noSuchLink");
    if (result === "full") return refuse(c, "tooManyLinks");
    await watch.check(board);
    await moderation.note(board, "createLink", actorOf(c), invited);
    return c.body(null, 204);
  });

  api.patch("/:slug/people/:id", manages, async (c) => {
    const { board, listedLink } = c.var.access;
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const role = body.object?.role;
    if (!isRole(role)) return refuse(c, "badRequest");
    // Nobody takes the own rights away by mistake.
    if (c.req.param("id") === listedLink) return refuse(c, "ownLink");
    if (!await people.changeRole(board, c.req.param("id"), role)) return refuse(c, "noSuchLink");
    await watch.check(board);
    await moderation.note(board, "changeRole", actorOf(c), await nameOf(board, c.req.param("id")));
    return c.body(null, 204);
  });

  api.delete("/:slug/people/:id", manages, async (c) => {
    const { board, listedLink } = c.var.access;
    if (c.req.param("id") === listedLink) return refuse(c, "ownLink");
    const name = await nameOf(board, c.req.param("id"));
    if (!await people.remove(board, c.req.param("id"))) return refuse(c, "noSuchLink");
    await watch.check(board);
    await moderation.note(board, "revokeLink", actorOf(c), name);
    return c.body(null, 204);
  });

  return api;
}
