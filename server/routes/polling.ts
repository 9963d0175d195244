import { type Context, Hono } from "hono";
import { encodeHex } from "../../board/bytes/hex.ts";
import { Malformed } from "../../board/wire/malformed.ts";
import { decodePoll, decodeUpdates, type Poll, SESSION_ID_BYTES, type Updates } from "../../board/wire/polling.ts";
import { POLL_BYTES_MAX, UPDATES_BYTES_MAX } from "../../board/wire/polling_limits.ts";
import { KIND, SYNC } from "../../board/wire/protocol.ts";
import { systemClock } from "../../board/clock.ts";
import { rightsOf } from "../../board/role.ts";
import type { Authorize } from "../access/authorization.ts";
import { refuse } from "../http/error_response.ts";
import { BodyMemory } from "../http/body_memory.ts";
import { readBody } from "../http/read_body.ts";
import { requestInfo } from "../http/request_info.ts";
import { pollAnswer, refusal, updatesAnswer } from "./polling_answers.ts";
import { PollingSessions, type PollingSessionsOptions } from "./polling_sessions.ts";
import { refusedAdmission } from "./refused_admission.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";

/** A body that takes longer is refused, ms. Clients split what they send, so even slow networks need less. */
const BODY_MS = 30_000;

export interface PollingRoutesOptions extends PollingSessionsOptions {
  readonly authorize: Authorize;
  /** True once the server is shutting down. */
  readonly isLeaving: () => boolean;
}

export interface PollingRoutes extends Disposable {
  readonly routes: Hono<BoardEnv>;
}

/**
 * `POST /api/boards/:slug/poll` and `POST /api/boards/:slug/updates`: a connection without a WebSocket. The frames, the
 * session and its limits are the same.
 */
export function pollingRoutes(options: PollingRoutesOptions): PollingRoutes {
  const { authorize, refusals, admission, isLeaving, clock = systemClock } = options;
  const sessions = new PollingSessions(options);
  const api = new Hono<BoardEnv>();
  const views = requireRight("view", authorize);

  for (const path of ["/:slug/poll", "/:slug/updates"]) {
    api.use(path, async (c, next) => {
      c.header("cache-control", "no-store");
      await next();
    });
  }

  api.post("/:slug/poll", views, async (c) => {
    using memory = memoryFor(c);
    const poll = await read(c, { bytes: POLL_BYTES_MAX, memory }, decodePoll);
    if (poll instanceof Response) return poll;
    if (poll.frames.some(isUpdate)) return refuse(c, "badRequest");
    return await run(c, poll, async (polling, socket) => {
      const { place } = requestInfo(c);
      // Others may need its place in the limit of requests, or its memory. The peer then asks again.
      memory.onEvict = () => polling.release();
      if (place) place.evict = () => polling.release();
      return pollAnswer(await polling.poll(poll), socket);
    });
  });

  api.post("/:slug/updates", views, async (c) => {
    using memory = memoryFor(c);
    const updates = await read(c, { bytes: UPDATES_BYTES_MAX, memory }, decodeUpdates);
    // The rest is short and cannot be undone, so nothing may interrupt it.
    memory.onEvict = () => {};
    if (updates instanceof Response) return updates;
    if (!updates.frames.every(isUpdate)) return refuse(c, "badRequest");
    if (!c.var.access.rights.draw) {
      refusals.count("role");
      return refuse(c, rightsOf(c.var.access.role).draw ? "frozen" : "viewOnly");
    }
    return await run(c, updates, async (polling, socket) => {
      return updatesAnswer(await polling.update(updates.frames), socket);
    });
  });

  api.delete("/:slug/poll", views, async (c) => {
    const id = await readBody(c.req.raw, { bytes: SESSION_ID_BYTES, ms: BODY_MS, clock });
    if ("code" in id) return refuse(c, id.code);
    await sessions.end(await keyOf(c.req.param("slug"), id));
    return c.body(null, 204);
  });

  function memoryFor(c: Context<BoardEnv, "/:slug">): BodyMemory {
    return new BodyMemory(admission.budget, { ...requestInfo(c).client, board: c.var.access.board });
  }

  async function read<T>(
    c: Context,
    limits: { readonly bytes: number; readonly memory: BodyMemory },
    decode: (body: Uint8Array) => T,
  ): Promise<T | Response> {
    if (isLeaving()) return refuse(c, "restarting");
    const body = await readBody(c.req.raw, { ms: BODY_MS, clock, ...limits });
    if ("code" in body) {
      if (body.code === "busy") refusals.count("memory is short");
      return refuse(c, body.code);
    }
    try {
      return decode(body);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      refusals.count("malformed");
      return refuse(c, "badRequest");
    }
  }

  async function run(
    c: Context<BoardEnv, "/:slug">,
    { session }: Poll | Updates,
    request: Parameters<typeof sessions.run<Response>>[2],
  ): Promise<Response> {
    const key = await keyOf(c.req.param("slug"), session);
    const response = await sessions.run(key, { access: c.var.access, client: requestInfo(c).client }, request);
    if (response instanceof Response) return response;
    refusals.count(response);
    const { code, ...options } = refusedAdmission(response);
    return refusal(code, options);
  }

  return { routes: api, [Symbol.dispose]: () => sessions.close() };
}

/** Another link never finds the session, even if its holder knows the id. */
async function keyOf(slug: string, session: Uint8Array): Promise<string> {
  const bytes = new TextEncoder().encode(`${encodeHex(session)} ${slug}`);
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function isUpdate(frame: Uint8Array): boolean {
  return frame[0] === KIND.sync && frame[1] !== SYNC.step1;
}
