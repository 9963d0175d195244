import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";
import { isSlug, newSecret } from "../../board/id.ts";
import type { Authorize } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import { mayHaveSites } from "../../board/embed/frame_sites.ts";
import type { LinkAction } from "../../board/moderation.ts";
import { refuse } from "../http/error_response.ts";
import { readJson } from "../http/json_body.ts";
import type { BodyProblem } from "../http/read_body.ts";
import { isPassphrase, readFields, readReplacement, readSites } from "./link_fields.ts";
import { requestInfo } from "../http/request_info.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import { actorOf } from "./moderation/actor.ts";
import type { Link, LinkStore } from "../store/link_store.ts";
import type { ModerationStore } from "../store/moderation_store.ts";

export interface LinksOptions {
  readonly links: LinkStore;
  readonly moderation: Pick<ModerationStore, "note">;
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly watch: LinkWatch;
  readonly admission: Admission;
  /** Undefined: owners may not register webhooks. */
  readonly webhooks?: object | undefined;
  readonly clock?: Clock;
}

type Ours = Context<BoardEnv>;

/** Lifetime of a link given for a passphrase, ms: a working day. */
const UNLOCKED_MS = 12 * 3_600_000;

/** `/api/boards/<slug>/links` and `unlock`. Requests without the owner link get 404, as if there were no board. */
export function linksApi(
  { links, moderation, rooms, authorize, watch, admission, webhooks, clock = systemClock }: LinksOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const { derivations, unlockRate } = admission;

  api.use("*", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  const manages = requireRight("manage", authorize);

  /** Runs `run`, in the queue of key derivations if there is a passphrase. */
  const deriving = <T>(c: Ours, passphrase: unknown, run: () => Promise<T>) =>
    passphrase ? derivations.run(requestInfo(c).client, run) : run();

  /** Adds a line to the list of what owners did. @param about the link, or else its id */
  const note = async (c: Ours, action: LinkAction, about?: Pick<Link, "label" | "role"> | string) => {
    const { board } = c.var.access;
    const link = typeof about === "string" ? (await links.list(board)).find(({ id }) => id === about) : about;
    await moderation.note(board, action, actorOf(c), link && (link.label || link.role));
  };

  /** A link that is not there is refused later. */
  const roleOf = async (board: string, id: string) =>
    (await links.list(board)).find((link) => link.id === id)?.role ?? "viewer";

  const bodyOf = (c: Context) => readJson(c.req.raw, clock);

  api.get("/:slug/links", manages, async (c) => {
    const { access } = c.var;
    const list = (await links.list(access.board)).map(({ board: _, ...link }) => ({
      ...link,
      isOwn: link.id === access.listedLink,
    }));
    // Expiry is a time of the server's clock, and the browser's clock may differ.
    return c.json({ links: list, now: Date.now(), ...(webhooks && { hasWebhooks: true }) });
  });

  api.post("/:slug/links", manages, async (c) => {
    const { access } = c.var;
    const body = await bodyOf(c);
    if ("code" in body) return refused(c, body);
    const fields = readFields(body.object);
    if (fields?.role === undefined) return refuse(c, "badLink");
    const { role, label, expires, passphrase } = fields;
    const sites = readSites(body.object);
    if (sites === null || sites && !mayHaveSites(role, sites)) return refuse(c, "badSites");
    const lasts = { expires: expires ?? undefined, passphrase: passphrase ?? undefined };
    const link = { slug: newSecret(), role, label, ...lasts, sites };
    const made = await deriving(c, passphrase, async () => ({ link: await links.create(access.board, link) }));
    if (made === "full") return busy(c);
    if (made.link === "gone") return refuse(c, "noSuchLink");
    if (made.link === "full") return refuse(c, "tooManyLinks");
    await note(c, "createLink", link);
    return c.json({ id: made.link.id, slug: link.slug }, 201);
  });

  /**
   * The caller may supply the new secrets. If the answer is lost, it can still find out whether the rotation happened,
   * by trying the new owner link.
   */
  api.post("/:slug/links/rotate", manages, async (c) => {
    const { access } = c.var;
    const body = await bodyOf(c);
    if ("code" in body) return refused(c, body);
    const brought = readReplacement(body.object);
    if (brought === undefined && body.object?.links !== undefined) return refuse(c, "badLink");
    const replacement = brought ?? { owner: newSecret(), editor: newSecret(), viewer: newSecret() };
    const made = (["owner", "editor", "viewer"] as const).map((role) => ({ role, slug: replacement[role] }));
    if (!await links.rotate(access.board, made)) return refuse(c, "linksInUse");
    await watch.check(access.board);
    await note(c, "replaceLinks");
    return c.json({ links: replacement });
  });

  api.patch("/:slug/links/:id", manages, async (c) => {
    const { access } = c.var;
    const body = await bodyOf(c);
    if ("code" in body) return refused(c, body);
    const fields = readFields(body.object);
    if (fields === undefined) return refuse(c, "badLink");
    const { role, expires, passphrase } = fields;
    const id = c.req.param("id");
    // An owner must not lock itself out.
    const locksOut = [role, expires, passphrase].some((each) => each !== undefined);
    if (id === access.listedLink && locksOut) return refuse(c, "ownLink");
    const sites = readSites(body.object);
    if (sites === null || sites && !mayHaveSites(role ?? await roleOf(access.board, id), sites)) {
      return refuse(c, "badSites");
    }
    const run = () => links.change(access.board, id, { ...fields, sites });
    const isChanged = await deriving(c, passphrase, run);
    if (isChanged === "full") return busy(c);
    if (!isChanged) return refuse(c, "noSuchLink");
    await watch.check(access.board);
    const hasFields = Object.values(fields).some((field) => field !== undefined);
    if (hasFields || sites === undefined) await note(c, role === undefined ? "changeLink" : "changeRole", id);
    if (sites !== undefined) await note(c, "changeSites", id);
    return c.body(null, 204);
  });

  api.delete("/:slug/links/:id", manages, async (c) => {
    const { access } = c.var;
    if (c.req.param("id") === access.listedLink) return refuse(c, "ownLink");
    const revoked = (await links.list(access.board)).find(({ id }) => id === c.req.param("id"));
    if (!await links.revoke(access.board, c.req.param("id"))) return refuse(c, "noSuchLink");
    await watch.check(access.board);
    await note(c, "revokeLink", revoked);
    return c.body(null, 204);
  });

  api.delete("/:slug", manages, async (c) => {
    const { access } = c.var;
    // The watch would otherwise tell some people that their link was withdrawn.
    await watch.holdBack(access.board, async () => {
      await links.deleteBoard(access.board);
      rooms.drop(access.board);
    });
    // The board is already deleted. If this fails, the next start clears what is left.
    await links.clearDeleted(access.board).catch(() => {});
    return c.body(null, 204);
  });

  api.post("/:slug/unlock", async (c) => {
    const slug = c.req.param("slug");
    const body = await bodyOf(c);
    if ("code" in body) return refused(c, body);
    const link = isSlug(slug) ? await links.find(slug) : undefined;
    if (!link?.isLocked) return refuse(c, "noSuchLink");
    const passphrase = body.object?.passphrase;
    if (!isPassphrase(passphrase)) return refuse(c, "badLink");
    const { client } = requestInfo(c);
    const waitMs = unlockRate.take(client, link.id);
    if (waitMs > 0) return refuse(c, "tooManyTries", { retryAfterMs: waitMs });
    const made = { slug: newSecret(), expires: Date.now() + UNLOCKED_MS };
    const unlocked = await derivations.run(client, () => links.unlock(slug, passphrase, made));
    if (unlocked === "full") {
      // The passphrase was not checked.
      unlockRate.giveBack(client, link.id);
      return busy(c);
    }
    if (unlocked === undefined) return refuse(c, "wrongPassphrase");
    // The new link may have ended the oldest one (`UNLOCKED_MAX`).
    await watch.check(unlocked.board);
    return c.json({ slug: made.slug, expires: unlocked.expires });
  });

  return api;
}

function busy(c: Context): Response {
  return refuse(c, "busy", { retryAfterMs: 5_000 });
}

/** A body that is not a JSON object gets the same answer as one with invalid fields. */
function refused(c: Context, problem: BodyProblem): Response {
  return refuse(c, problem.code === "badRequest" ? "badLink" : problem.code);
}
