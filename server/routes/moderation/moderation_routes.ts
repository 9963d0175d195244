import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { BOARD_ACTIONS, type BoardAction, VISITOR_ACTIONS, type VisitorAction } from "../../../board/moderation.ts";
import { readName } from "../../../board/name.ts";
import { rightsOf } from "../../../board/role.ts";
import { type Authorize, linkPrincipal } from "../../access/authorization.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { ModerationWatch } from "../../relay/moderation/moderation_watch.ts";
import type { PersonHere } from "../../relay/moderation/room_moderation.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import type { ModerationStore, VisitorTarget } from "../../store/moderation_store.ts";
import { actorOf } from "./actor.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";

export interface ModerationRoutesOptions {
  readonly moderation: ModerationStore;
  readonly rooms: Pick<RoomRegistry, "peek">;
  readonly authorize: Authorize;
  readonly watch: Pick<ModerationWatch, "check">;
  readonly clock?: Clock;
}

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

type Ours = Context<BoardEnv>;

/** `/api/boards/<slug>/moderation` for owners, and `/api/boards/<slug>/lobby` for people who wait. */
export function moderationRoutes(
  { moderation, rooms, authorize, watch, clock = systemClock }: ModerationRoutesOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const manages = requireRight("manage", authorize);

  for (const path of ["/:slug/moderation/*", "/:slug/lobby"]) {
    api.use(path, async (c, next) => {
      c.header("cache-control", "no-store");
      await next();
    });
  }

  api.get("/:slug/moderation", manages, async (c) => {
    const { board } = c.var.access;
    const [{ isFrozen, hasLobby, isLaserOpen = false }, restricted, waiting] = await Promise.all([
      moderation.state(board),
      moderation.restricted(board),
      moderation.waiting(board),
    ]);
    const { people = [], left = [] } = rooms.peek(board)?.moderation ?? {};
    const listed = new Set(restricted.map(({ visitor }) => visitor));
    return c.json({
      ...{ isFrozen, hasLobby, isLaserOpen, people, restricted, waiting },
      left: left.filter(({ visitor }) => !listed.has(visitor)),
    });
  });

  api.get("/:slug/moderation/done", manages, async (c) => {
    const [limit = PAGE_DEFAULT, before] = [c.req.query("limit"), c.req.query("before")].map(readNumber);
    if (Number.isNaN(limit) || limit < 1 || Number.isNaN(before)) return refuse(c, "badRequest");
    const entries = await moderation.done(c.var.access.board, { limit: Math.min(limit, PAGE_MAX), before });
    return c.json({ entries });
  });

  api.post("/:slug/moderation", manages, async (c) => {
    const { board } = c.var.access;
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { action, person, visitor } = body.object ?? {};
    const actor = actorOf(c);
    if (isOne(BOARD_ACTIONS, action)) {
      await moderation.setBoard(board, action, actor, rooms.peek(board)?.moderation.people ?? []);
    } else {
      const isVisitor = typeof person === "number" || typeof visitor === "string";
      if (!isOne(VISITOR_ACTIONS, action) || !isVisitor) return refuse(c, "badRequest");
      const target = await targetOf(board, { person, visitor });
      if (target === undefined) return refuse(c, "noSuchPerson");
      if ("role" in target && rightsOf(target.role).manage) return refuse(c, "ownerHere");
      await moderation.setVisitor(board, action, actor, target);
    }
    await watch.check(board);
    await tellWaiting(board);
    return c.body(null, 204);
  });

  /** People who wait ask again and again. The answer says whether an owner is here, who could let them in. */
  api.post("/:slug/lobby", async (c: Ours) => {
    const { client, visitor: cookie } = requestInfo(c);
    const access = await authorize(linkPrincipal(c.req.param("slug") ?? "", cookie));
    if (access === undefined) return refuse(c, "noSuchLink");
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { board, visitor, hindrance } = access;
    if (hindrance === undefined) return c.json({ standing: "in" });
    if (hindrance === "removed") return refuse(c, "removed");
    if (!await moderation.ask(board, { visitor: visitor!, name: readName(body.object?.name) }, client.address)) {
      return refuse(c, "boardFull");
    }
    await tellWaiting(board);
    return c.json({ standing: "waiting", isOwnerHere: rooms.peek(board)?.moderation.hasOwner ?? false });
  });

  return api;

  async function tellWaiting(board: string): Promise<void> {
    const room = rooms.peek(board);
    if (room) room.moderation.setWaiting((await moderation.waiting(board)).length);
  }

  /** Somebody who is here, has left, waits or is restricted, by an awareness id or the id of a visitor. */
  async function targetOf(
    board: string,
    { person, visitor }: { readonly person?: unknown; readonly visitor?: unknown },
  ): Promise<VisitorTarget | PersonHere | undefined> {
    const { people = [], left = [] } = rooms.peek(board)?.moderation ?? {};
    if (typeof person === "number") return people.find(({ ids }) => ids.includes(person));
    const others = await Promise.all([moderation.waiting(board), moderation.restricted(board)]);
    return [...people, ...left, ...others.flat()].find((each) => each.visitor === visitor);
  }
}

function isOne<Action extends BoardAction | VisitorAction>(
  actions: readonly Action[],
  value: unknown,
): value is Action {
  return actions.includes(value as Action);
}

/** NaN when it is not a number. */
function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
}
