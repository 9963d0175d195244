import { type Context, Hono } from "hono";
import { encodeHex } from "../../board/hex.ts";
import { Malformed } from "../../board/wire/malformed.ts";
import { decodePoll, decodeUpdates, type Poll, SESSION_ID_BYTES, type Updates } from "../../board/wire/polling.ts";
import { POLL_BYTES_MAX, UPDATES_BYTES_MAX } from "../../board/wire/polling_limits.ts";
import type { ErrorCode } from "../../board/wire/error_code.ts";
import { CLOSE, KIND, SYNC } from "../../board/wire/protocol.ts";
import { systemClock } from "../../board/clock.ts";
import type { Authorize } from "../access/authorization.ts";
import { ERRORS, refuse } from "../http/error_response.ts";
import { readBody } from "../http/read_body.ts";
import { requestInfo } from "../http/request_info.ts";
import type { PolledSocket } from "../session/polled_socket.ts";
import type { PollOutcome, UpdatesOutcome } from "./polling_session.ts";
import { type Full, PollingSessions, type PollingSessionsOptions } from "./polling_sessions.ts";
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

type Closing = NonNullable<PolledSocket["closing"]>;

/**
 * `POST /api/boards/:slug/poll` and `POST /api/boards/:slug/updates`: a connection without a WebSocket. The frames, the
 * session and its limits are the same.
 */
export function pollingRoutes(options: PollingRoutesOptions): PollingRoutes {
  const { authorize, refusals, isLeaving, clock = systemClock } = options;
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
    const poll = await read(c, POLL_BYTES_MAX, decodePoll);
    if (poll instanceof Response) return poll;
    if (poll.frames.some(isUpdate)) return refuse(c, "badRequest");
    return await run(c, poll, async (polling, socket) => {
      const { place } = requestInfo(c);
      // Others may need its place in the limit of requests. The peer then asks again.
      if (place) place.evict = () => polling.release();
      return answerPoll(c, await polling.poll(poll), socket);
    });
  });

  api.post("/:slug/updates", views, async (c) => {
    const updates = await read(c, UPDATES_BYTES_MAX, decodeUpdates);
    if (updates instanceof Response) return updates;
    if (!updates.frames.every(isUpdate)) return refuse(c, "badRequest");
    if (!c.var.access.rights.draw) {
      refusals.count("role");
      return refuse(c, "viewOnly");
    }
    return await run(c, updates, async (polling, socket) => {
      return answerUpdates(c, await polling.update(updates.frames), socket);
    });
  });

  api.delete("/:slug/poll", views, async (c) => {
    const id = await readBody(c.req.raw, { bytes: SESSION_ID_BYTES, ms: BODY_MS, clock });
    if ("code" in id) return refuse(c, id.code);
    await sessions.end(await keyOf(c.req.param("slug"), id));
    return c.body(null, 204);
  });

  async function read<T>(c: Context, bytes: number, decode: (body: Uint8Array) => T): Promise<T | Response> {
    if (isLeaving()) return refuseForNow(c, "restarting");
    const body = await readBody(c.req.raw, { bytes, ms: BODY_MS, clock });
    if ("code" in body) return refuse(c, body.code);
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
    return refuseForNow(c, CODES[response] ?? "tooManyConnections");
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

function answerPoll(c: Context, outcome: PollOutcome, { closing }: PolledSocket): Response {
  if (outcome === "nothing new") return c.body(null, 204);
  if (outcome === "stale") return refuse(c, "outOfStep");
  if (outcome === "unsaved") return refuseForNow(c, "unavailable");
  if (outcome === "closed") return closed(c, closing!);
  c.header("content-type", "application/octet-stream");
  return c.body(outcome.answer);
}

function answerUpdates(c: Context, outcome: UpdatesOutcome, { closing }: PolledSocket): Response {
  if (outcome === "durable") return c.body(null, 200);
  if (outcome === "gap") return refuse(c, "outOfStep");
  if (outcome === "full") return refuse(c, "noRoom");
  if (outcome === "unsaved") return refuseForNow(c, "unavailable");
  return closed(c, closing!);
}

/** Final closing codes of sockets as errors. After any other, the peer may try again. */
const CLOSINGS: Partial<Record<number, ErrorCode>> = {
  [CLOSE.malformed]: "badRequest",
  [CLOSE.noSuchLink]: "noSuchLink",
  [CLOSE.linkEnded]: "noSuchLink",
  [CLOSE.boardDeleted]: "noSuchLink",
  [CLOSE.tooLarge]: "tooLarge",
  [CLOSE.tooMany]: "tooManyFrames",
  [CLOSE.restarting]: "restarting",
};

/** The session was closed: the answer contains the code that a socket would have been closed with. */
function closed(c: Context, { code: close, reason }: Closing): Response {
  const code = CLOSINGS[close] ?? "busy";
  const [status, text] = ERRORS[code];
  if (status === 429) c.header("retry-after", "30");
  if (status === 503) c.header("retry-after", RETRY_S);
  return c.json({ code, error: reason || text, close }, status);
}

const RETRY_S = "2";

const CODES: Partial<Record<Full, ErrorCode>> = { "banned": "banned", "board is full": "boardFull" };

function refuseForNow(c: Context, code: ErrorCode): Response {
  c.header("retry-after", RETRY_S);
  return refuse(c, code);
}
