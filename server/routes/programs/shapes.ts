import { type Context, Hono } from "hono";
import { encodeHex } from "../../../board/bytes/hex.ts";
import { rightsOf } from "../../../board/role.ts";
import { titleOf } from "../../../board/title.ts";
import type { Authorize } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import { BodyMemory } from "../../http/body_memory.ts";
import { ERRORS, refuse } from "../../http/error_response.ts";
import { readBody } from "../../http/read_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import { pageOf, readShapeFilter } from "../../programs/shape_filter.ts";
import type { Refusals } from "../../session/refusals.ts";
import type { Clock } from "../../../board/clock.ts";
import { actorOf } from "../moderation/actor.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";
import { type ProgramBoards, type Repeatable, SHAPES_BYTES_MAX } from "./program_boards.ts";
import { rateHeaders } from "./rate_headers.ts";

export interface ShapeRoutesOptions {
  readonly boards: ProgramBoards;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly refusals: Refusals;
  readonly isLeaving: () => boolean;
  readonly clock: Clock;
}

/** A body that takes longer is refused, ms. */
const BODY_MS = 30_000;
/** What names a request: printable letters. */
const KEY = /^[!-~]{1,255}$/;

/** `/api/boards/:slug/shapes`: the shapes of a board for programs, to read and to change. */
export function shapeRoutes(options: ShapeRoutesOptions): Hono<BoardEnv> {
  const { boards, authorize, admission, refusals, isLeaving, clock } = options;
  const api = new Hono<BoardEnv>();

  api.use("/:slug/shapes", requireRight("view", authorize), async (c, next) => {
    c.header("cache-control", "no-store");
    const { client } = requestInfo(c);
    const waitMs = admission.programRate.take(client);
    const headers = rateHeaders("shapes", admission.programRate.remaining(client));
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (waitMs > 0) return refuse(c, "tooManyRequests", { retryAfterMs: waitMs });
    await next();
  });

  api.get("/:slug/shapes", async (c) => {
    const filter = readShapeFilter(c.req.query());
    if (typeof filter === "string") {
      return wrong(c, [{ in: "query", field: filter, error: "this value is not allowed" }]);
    }
    const { client } = requestInfo(c);
    const page = await boards.read({ access: c.var.access, client }, ({ board, scene }) => {
      const title = titleOf(board);
      return { ...(title !== "" && { title }), ...pageOf(scene.values(), filter) };
    });
    return "refused" in page ? refuse(c, page.refused) : c.json(page.value);
  });

  api.post("/:slug/shapes", async (c) => {
    const { access } = c.var;
    if (!access.rights.draw) {
      refusals.count("role");
      return refuse(c, rightsOf(access.role).draw ? "frozen" : "viewOnly");
    }
    if (isLeaving()) return refuse(c, "restarting");
    const { client } = requestInfo(c);
    using memory = new BodyMemory(admission.budget, { ...client, board: access.board });
    const bytes = await readBody(c.req.raw, { bytes: SHAPES_BYTES_MAX, ms: BODY_MS, clock, memory });
    if ("code" in bytes) return refuse(c, bytes.code);
    // From here on it is short, and cannot be undone.
    memory.onEvict = () => {};
    const body = parsed(bytes);
    const repeatable = await repeatableOf(c, bytes);
    if (body === undefined || repeatable === "bad") return refuse(c, "badRequest");
    const outcome = await boards.write({ access, client, name: actorOf(c).name }, body, { repeatable });
    if ("problems" in outcome) return wrong(c, outcome.problems);
    if ("refusal" in outcome) return withHeaders(c, outcome.refusal);
    return c.body(outcome.answer, 200, { "content-type": "application/json" });
  });

  return api;
}

/** Nothing was done; each problem names its place. */
function wrong(c: Context, errors: readonly object[]): Response {
  const [status, error] = ERRORS.badShapes;
  return c.json({ code: "badShapes", error, errors }, status);
}

/** A refusal with the headers that the route has set. */
function withHeaders(c: Context, { body, status, headers }: Response): Response {
  return c.newResponse(body, status as 503, Object.fromEntries(headers));
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof body === "object" && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Two links never share a request, even if their holders use the same key. */
async function repeatableOf(
  c: Context<BoardEnv>,
  body: Uint8Array<ArrayBuffer>,
): Promise<Repeatable | undefined | "bad"> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return undefined;
  if (!KEY.test(key)) return "bad";
  const name = new TextEncoder().encode(`${c.var.access.listedLink ?? ""} ${key}`);
  return { name: await sha256(name), digest: await sha256(body) };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
