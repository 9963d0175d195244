import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { readWebhookTypes } from "../../../board/wire/webhook_types.ts";
import type { WebhookAction } from "../../../board/moderation.ts";
import type { Authorize } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { OwnerWebhooks, WebhookWishes } from "../../webhooks/owner_webhooks.ts";
import type { ModerationStore } from "../../store/moderation_store.ts";
import { actorOf } from "../moderation/actor.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";

export interface WebhooksOptions {
  readonly webhooks: OwnerWebhooks;
  readonly moderation: Pick<ModerationStore, "note">;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly clock?: Clock;
}

/** `/api/boards/<owner's slug>/webhooks`: the webhooks that owners register. */
export function webhookRoutes(
  { webhooks, moderation, authorize, admission, clock = systemClock }: WebhooksOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const manages = requireRight("manage", authorize);

  api.use("/:slug/webhooks/*", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  /** Refuses requests for which the server would send too many of its own. */
  const limited = (c: Context<BoardEnv>): Response | undefined => {
    const waitMs = admission.webhookRate.take(requestInfo(c).client);
    return waitMs > 0 ? refuse(c, "tooManyTries", { retryAfterMs: waitMs }) : undefined;
  };

  /** Adds a line to the list of what owners did. */
  const note = async (c: Context<BoardEnv>, action: WebhookAction, url: string) => {
    await moderation.note(c.var.access.board, action, actorOf(c), new URL(url).host);
  };

  const urlOf = async (c: Context<BoardEnv>, id: string) =>
    (await webhooks.list(c.var.access.board)).find((one) => one.id === id)?.url;

  api.get("/:slug/webhooks", manages, async (c) => c.json({ webhooks: await webhooks.list(c.var.access.board) }));

  api.post("/:slug/webhooks", manages, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const wishes = readWishes(body.object);
    if (wishes === undefined) return refuse(c, "badWebhook");
    const refused = limited(c);
    if (refused) return refused;
    const made = await webhooks.add(c.var.access.board, body.object?.url, wishes.events ?? undefined);
    if (typeof made === "string") return refuse(c, CODES[made]);
    const { id, url, secret } = made;
    await note(c, "addWebhook", url);
    return c.json({ id, url, secret }, 201);
  });

  api.patch("/:slug/webhooks/:id", manages, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const wishes = readWishes(body.object);
    if (wishes === undefined) return refuse(c, "badWebhook");
    const url = await urlOf(c, c.req.param("id"));
    const isChanged = await webhooks.change(c.var.access.board, c.req.param("id"), wishes);
    if (!isChanged || url === undefined) return refuse(c, "noSuchWebhook");
    await note(c, "changeWebhook", url);
    return c.body(null, 204);
  });

  api.delete("/:slug/webhooks/:id", manages, async (c) => {
    const url = await urlOf(c, c.req.param("id"));
    const isRemoved = await webhooks.remove(c.var.access.board, c.req.param("id"));
    if (!isRemoved || url === undefined) return refuse(c, "noSuchWebhook");
    await note(c, "removeWebhook", url);
    return c.body(null, 204);
  });

  api.get("/:slug/webhooks/:id/deliveries", manages, async (c) => {
    const deliveries = await webhooks.deliveries(c.var.access.board, c.req.param("id"));
    return deliveries === undefined ? refuse(c, "noSuchWebhook") : c.json({ deliveries });
  });

  api.post("/:slug/webhooks/:id/secret", manages, async (c) => {
    const url = await urlOf(c, c.req.param("id"));
    const secret = await webhooks.renewSecret(c.var.access.board, c.req.param("id"));
    if (secret === undefined || url === undefined) return refuse(c, "noSuchWebhook");
    await note(c, "changeWebhook", url);
    return c.json({ secret });
  });

  api.post("/:slug/webhooks/:id/test", manages, async (c) => {
    const refused = limited(c);
    if (refused) return refused;
    const result = await webhooks.test(c.var.access.board, c.req.param("id"));
    return result === undefined ? refuse(c, "noSuchWebhook") : c.json(result);
  });

  return api;
}

/** What an owner asks for, which is untrusted input; undefined when it is malformed. */
function readWishes({ events, isPaused }: Readonly<Record<string, unknown>> = {}): WebhookWishes | undefined {
  const types = events === undefined || events === null ? events : readWebhookTypes(events);
  if (events && types === undefined || !["undefined", "boolean"].includes(typeof isPaused)) return undefined;
  return { events: types, isPaused: isPaused as boolean | undefined };
}

const CODES = { address: "badWebhook", silent: "webhookSilent", full: "tooManyWebhooks", gone: "noSuchLink" } as const;
