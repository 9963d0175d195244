import { Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { isSlug } from "../../../board/id.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import { type Authorize, linkPrincipal } from "../../access/authorization.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { invitedAs } from "../../accounts/account.ts";
import type { LinkWatch } from "../../relay/link_watch.ts";
import type { AccountBoardStore } from "../../store/people/account_board_store.ts";
import type { LinkStore } from "../../store/link_store.ts";
import type { BoardPeople } from "../../store/people/board_people.ts";
import type { BrowserSessions } from "./browser_sessions.ts";
import { type AccountEnv, requireSignIn } from "./require_sign_in.ts";

export interface BoardRoutesOptions {
  readonly boards: AccountBoardStore;
  readonly links: Pick<LinkStore, "find">;
  readonly people: Pick<BoardPeople, "claim" | "remove">;
  readonly watch: Pick<LinkWatch, "check">;
  readonly authorize: Authorize;
  readonly browser: BrowserSessions;
  readonly clock?: Clock;
  /** Ms since 1970. */
  readonly now?: () => number;
}

/** Boards of one request. With their titles they fit into a body. */
const AT_ONCE_MAX = 50;

interface Visit {
  readonly slug: string;
  readonly title: string;
  readonly at: number;
  readonly pinned?: true;
}

/** `/api/account/boards`: the boards of a person on all devices. */
export function boardRoutes(
  { boards, links, people, watch, authorize, browser, clock = systemClock, now = Date.now }: BoardRoutesOptions,
): Hono<AccountEnv> {
  const api = new Hono<AccountEnv>();
  const signedIn = requireSignIn(browser);

  /** Adds the boards that a device knows by their links. Answers with all, and with the boards that the links open. */
  api.post("/boards", signedIn, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const visits = readVisits(body.object?.boards ?? [], now());
    if (visits === undefined) return refuse(c, "badRequest");
    const { id } = c.var.signedIn.account;
    const known: (string | null)[] = [];
    for (const { slug, ...visit } of visits) {
      const access = await authorize(linkPrincipal(slug));
      known.push(access?.board ?? await binnedBoard(slug));
      if (access?.listedLink === undefined) continue;
      const { board, role, listedLink: link } = access;
      await boards.note(id, { ...visit, board, role, link });
    }
    await people.claim(id, invitedAs(c.var.signedIn.account));
    return c.json({ boards: await boards.list(id), known });
  });

  /** Gives this device links to several boards. Null: there is no such board. */
  api.post("/boards/open", signedIn, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const ids = body.object?.boards;
    const isGood = Array.isArray(ids) && ids.length <= AT_ONCE_MAX && ids.every((id) => typeof id === "string");
    if (!isGood) return refuse(c, "badRequest");
    const slugs: (string | null)[] = [];
    for (const id of ids) slugs.push(await boards.give(c.var.signedIn.account.id, id) ?? null);
    return c.json({ slugs });
  });

  /** Gives this device a link. The link that the person once had must still be valid. */
  api.post("/boards/:id/open", signedIn, async (c) => {
    const slug = await boards.give(c.var.signedIn.account.id, c.req.param("id"));
    return slug === undefined ? refuse(c, "noSuchLink") : c.json({ slug }, 201);
  });

  /** Pins a board, puts it in a folder, or notes its new title. */
  api.patch("/boards/:id", signedIn, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { title, pinned, folder } = body.object ?? {};
    const isGood = (pinned === undefined || typeof pinned === "boolean") &&
      [title, folder].every((text) => text === undefined || typeof text === "string" && text.length <= NAME_MAX);
    if (!isGood) return refuse(c, "badRequest");
    const arrangement = {
      ...(pinned !== undefined && { pinned: pinned as boolean }),
      ...(folder !== undefined && { folder: readName(folder) }),
      ...(title !== undefined && { title: readName(title) }),
    };
    const isDone = await boards.arrange(c.var.signedIn.account.id, c.req.param("id"), arrangement);
    return isDone ? c.body(null, 204) : refuse(c, "notFound");
  });

  /** Leaves a board: it is not listed any more, its links on the person's devices end, and so does the person's role. */
  api.delete("/boards/:id", signedIn, async (c) => {
    const { id } = c.var.signedIn.account, board = c.req.param("id");
    const personal = await boards.personalLink(id, board);
    if (personal !== undefined) await people.remove(board, personal);
    const isRemoved = await boards.remove(id, board);
    await watch.check(board);
    return isRemoved ? c.body(null, 204) : refuse(c, "notFound");
  });

  /** A board in the bin is still the person's. */
  async function binnedBoard(slug: string): Promise<string | null> {
    const link = await links.find(slug);
    return link?.isBinned && !link.isLocked ? link.board : null;
  }

  return api;
}

/** Undefined when anything is wrong. A visit in the future would stay the latest one forever. */
function readVisits(value: unknown, now: number): Visit[] | undefined {
  if (!Array.isArray(value) || value.length > AT_ONCE_MAX) return undefined;
  const visits = value.map((each): Visit | undefined => {
    const { slug, title, at, pinned } = (typeof each === "object" && each !== null ? each : {}) as Record<
      string,
      unknown
    >;
    if (!isSlug(slug) || typeof at !== "number" || !Number.isFinite(at)) return undefined;
    return { slug, title: readName(title), at: Math.max(0, Math.min(at, now)), ...(pinned === true && { pinned }) };
  });
  return visits.includes(undefined) ? undefined : visits as Visit[];
}
