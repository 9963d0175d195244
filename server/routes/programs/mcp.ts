import { type Context, Hono } from "hono";
import { newSecret } from "../../../board/id.ts";
import { BodyMemory } from "../../http/body_memory.ts";
import { refuse } from "../../http/error_response.ts";
import { readBody } from "../../http/read_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { PictureRenderer } from "../../pictures/picture_renderer.ts";
import type { Diagrams } from "../../programs/diagrams.ts";
import { actorOf } from "../moderation/actor.ts";
import { refusedAdmission } from "../refused_admission.ts";
import type { Region } from "../../worker/jobs.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";
import type { McpSession } from "./mcp_session.ts";
import { boardPicture, type BoardPictureOptions } from "./board_picture.ts";
import { SHAPES_BYTES_MAX } from "./program_boards.ts";
import { ProgramPresence } from "./program_presence.ts";
import { type Program, ProgramSession } from "./program_session.ts";
import { rateHeaders } from "./rate_headers.ts";
import type { ShapeRoutesOptions } from "./shapes.ts";
import type { ProgramSessionOptions } from "./program_session.ts";

export interface McpRoutesOptions extends ShapeRoutesOptions, ProgramSessionOptions {
  readonly pictures: PictureRenderer;
  readonly assets: BoardPictureOptions["assets"];
  readonly diagrams: Diagrams;
  readonly rooms: ProgramSessionOptions["rooms"] & BoardPictureOptions["rooms"];
}

/** An assistant that is silent for this long has left, ms. */
const SILENT_MS = 300_000;
const BODY_MS = 10_000;
/** Longer than it takes to give up saving, ms. */
const ANSWER_MS = 30_000;

interface Sitting {
  readonly mcp: McpSession;
  readonly session: ProgramSession;
  readonly slug: string;
  cancelExpiry: () => void;
}

export interface McpRoutes extends Disposable {
  readonly routes: Hono<BoardEnv>;
}

/**
 * `/mcp/:slug`: an assistant sits at a board, by the Model Context Protocol over streamable HTTP. It has the rights of
 * the link, and others see it until it leaves. There is no stream for messages of the server's own: it has none.
 */
export function mcpRoutes(options: McpRoutesOptions): McpRoutes {
  const { boards, diagrams, authorize, admission, refusals, isLeaving, clock } = options;
  const sittings = new Map<string, Sitting>();
  const routes = new Hono<BoardEnv>();

  routes.use("/:slug", requireRight("view", authorize), async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  routes.post("/:slug", async (c) => {
    if (isLeaving()) return refuse(c, "restarting");
    const { client } = requestInfo(c);
    const waitMs = admission.programRate.take(client);
    const headers = rateHeaders("shapes", admission.programRate.remaining(client));
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (waitMs > 0) return refuse(c, "tooManyRequests", { retryAfterMs: waitMs });
    const { access } = c.var;
    using memory = new BodyMemory(admission.budget, { ...client, board: access.board });
    const bytes = await readBody(c.req.raw, { bytes: SHAPES_BYTES_MAX, ms: BODY_MS, clock, memory });
    if ("code" in bytes) return refuse(c, bytes.code);
    memory.onEvict = () => {};
    const body = parsed(bytes);
    if (body === undefined) return refuse(c, "badRequest");
    const known = sittingOf(c);
    if (known === undefined && c.req.header("mcp-session-id") !== undefined) return refuse(c, "notFound");
    if (known === undefined && body.method !== "initialize") return refuse(c, "badRequest");
    const sitting = known ?? await sit(c);
    if (sitting instanceof Response) return sitting;
    sitting.cancelExpiry();
    sitting.cancelExpiry = clock.after(SILENT_MS, () => sitting.session[Symbol.dispose]());
    const request = new Request(c.req.url, { method: "POST", headers: c.req.raw.headers });
    const answer = await inTime(sitting.mcp.answer(request, body));
    if (answer === undefined) return refuse(c, "unavailable");
    // What does not begin a session needs none.
    if (known === undefined && answer.headers.get("mcp-session-id") === null) sitting.session[Symbol.dispose]();
    return c.newResponse(answer.body, answer.status as 200, Object.fromEntries(answer.headers));
  });

  routes.delete("/:slug", (c) => {
    const sitting = sittingOf(c);
    if (sitting === undefined) return refuse(c, "notFound");
    sitting.session[Symbol.dispose]();
    return c.body(null, 204);
  });

  routes.get("/:slug", (c) => c.body(null, 405, { allow: "POST, DELETE" }));

  /** Another link never finds the session, even if its holder knows the id. */
  function sittingOf(c: Context<BoardEnv, "/:slug">): Sitting | undefined {
    const sitting = sittings.get(c.req.header("mcp-session-id") ?? "");
    return sitting?.slug === c.req.param("slug") && sitting.session.isOpen ? sitting : undefined;
  }

  async function sit(c: Context<BoardEnv, "/:slug">): Promise<Sitting | Response> {
    const { client } = requestInfo(c);
    const [id, slug] = [newSecret(), c.req.param("slug")];
    const program: Program = { access: c.var.access, client, name: undefined };
    const opened = await ProgramSession.open(options, program, { isVisible: true, closed: () => end(id) });
    if (!(opened instanceof ProgramSession)) {
      refusals.count(opened);
      const { code, ...wait } = refusedAdmission(opened);
      return refuse(c, code, wait);
    }
    // The library is loaded with the first assistant.
    const { McpSession } = await import("./mcp_session.ts");
    const presence = new ProgramPresence(opened, actorOf(c).name);
    const picture = (region: Region | undefined) =>
      boardPicture(options, { ...client, board: program.access.board }, region);
    const mcp = await McpSession.start({ id, boards, session: opened, presence, program, picture, diagrams });
    const sitting: Sitting = { mcp, session: opened, slug, cancelExpiry: () => {} };
    sittings.set(id, sitting);
    if (!opened.isOpen) end(id);
    return sitting;
  }

  /** A request that its client takes back is never answered. */
  async function inTime(answer: Promise<Response>): Promise<Response | undefined> {
    const late = Promise.withResolvers<undefined>();
    const cancel = clock.after(ANSWER_MS, () => late.resolve(undefined));
    return await Promise.race([answer, late.promise]).finally(cancel);
  }

  function end(id: string): void {
    const sitting = sittings.get(id);
    sittings.delete(id);
    sitting?.cancelExpiry();
    void sitting?.mcp.close();
  }

  return {
    routes,
    [Symbol.dispose]() {
      for (const { session } of [...sittings.values()]) session[Symbol.dispose]();
    },
  };
}

/** One message: several at once would go round the limit of requests. */
function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const body = JSON.parse(new TextDecoder().decode(bytes));
    return typeof body === "object" && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
