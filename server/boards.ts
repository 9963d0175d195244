import { Hono } from "hono";
import { type Clock, systemClock } from "../board/clock.ts";
import { isSlug, newSecret } from "../board/id.ts";
import { JSON_BYTES_MAX } from "../board/limits.ts";
import type { Role } from "../board/role.ts";
import type { Doorkeeper } from "./access.ts";
import { isOwnOrigin } from "./origin.ts";
import type { Registry } from "./relay/registry.ts";
import type { LinkStore } from "./store/link_store.ts";
import { versionTag } from "./version_tag.ts";

export interface BoardsOptions {
  readonly links: Pick<LinkStore, "find" | "createBoard">;
  readonly rooms: Registry;
  readonly find: Doorkeeper;
  readonly clock?: Clock;
}

/** A body of a few bytes that takes longer than this is not on its way, ms. */
const BODY_MS = 10_000;

/** `/api/boards`: making boards, and reading one in one request. */
export function boards({ links, rooms, find, clock = systemClock }: BoardsOptions): Hono {
  const api = new Hono();

  api.post("/", async (c) => {
    if (!isOwnOrigin(c.req.raw)) return c.json({ error: "this page may not create boards here" }, 403);
    const problem = await checkBody(c.req.raw, clock);
    if (problem) return c.json({ error: problem.error }, problem.status);
    const id = newSecret();
    const roles: Role[] = ["owner", "editor", "viewer"];
    const made = roles.map((role) => ({ role, slug: newSecret() }));
    await links.createBoard(id, made);
    c.header("cache-control", "no-store");
    return c.json({ id, links: Object.fromEntries(made.map(({ role, slug }) => [role, slug])) }, 201);
  });

  /** The whole board as one Yjs update, so that a page can have it before its socket is open. */
  api.get("/:slug/state", async (c) => {
    const access = await find(c.req.param("slug"));
    if (access === undefined) {
      const isLocked = isSlug(c.req.param("slug")) && (await links.find(c.req.param("slug")))?.isLocked;
      if (isLocked) return c.json({ error: "this link asks for a passphrase" }, 401);
      return c.json({ error: "this link does not open a board" }, 404);
    }
    const { room, release } = await rooms.acquire(access.board);
    try {
      const etag = versionTag(room);
      c.header("etag", etag);
      c.header("cache-control", "private, no-cache");
      c.header("drawbridge-role", access.role);
      c.header("vary", "accept-encoding");
      if (c.req.header("if-none-match") === etag) return c.body(null, 304);
      c.header("content-type", "application/octet-stream");
      const update = room.encode();
      // A page that shows how far it is cannot use content-length: what is compressed has another one.
      c.header("drawbridge-bytes", String(update.length));
      if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return c.body(update);
      c.header("content-encoding", "gzip");
      return c.body(new Blob([update]).stream().pipeThrough(new CompressionStream("gzip")));
    } finally {
      release();
    }
  });

  return api;
}

export interface Problem {
  readonly status: 400 | 408 | 413;
  readonly error: string;
}

const TOO_LARGE: Problem = { status: 413, error: `the request is larger than ${JSON_BYTES_MAX} bytes` };
const TOO_SLOW: Problem = { status: 408, error: "the request took too long" };

/** Nothing has to be said to make a board, but what is said has to be a JSON object. */
async function checkBody(request: Request, clock: Clock): Promise<Problem | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > JSON_BYTES_MAX) return TOO_LARGE;
  const text = await readText(request, clock);
  if (typeof text !== "string") return text;
  if (text.trim() === "") return undefined;
  try {
    const body = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return undefined;
  } catch { /* said below */ }
  return { status: 400, error: "the request is not a JSON object" };
}

/** A body may lie about its length or not say it, and may never end: stops reading at the limits. */
export async function readText({ body }: Request, clock: Clock): Promise<string | Problem> {
  if (body === null) return "";
  const reader = body.getReader();
  let isLate = false;
  const cancelDeadline = clock.after(BODY_MS, () => {
    isLate = true;
    reader.cancel().catch(() => {});
  });
  try {
    const decoder = new TextDecoder();
    let text = "", bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return TOO_SLOW;
      if (done) return text + decoder.decode();
      if ((bytes += value.length) > JSON_BYTES_MAX) {
        reader.cancel().catch(() => {});
        return TOO_LARGE;
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    cancelDeadline();
  }
}
