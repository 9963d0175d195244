import { Hono } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";
import { readTalkAction, TALK_PAGE_MAX } from "../../board/talk.ts";
import { readName } from "../../board/name.ts";
import { encodeHex } from "../../board/hex.ts";
import type { ErrorCode } from "../../board/wire/error_code.ts";
import { refuse } from "../http/error_response.ts";
import type { Authorize } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import { type JsonObject, readJson } from "../http/json_body.ts";
import { requestInfo } from "../http/request_info.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { TalkPage, TalkRefusal, TalkStore, ThreadPage } from "../store/talk_store.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";

export interface TalkOptions {
  readonly talk: TalkStore;
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly clock?: Clock;
}

/** What identifies an author, or a request of one: enough characters that nobody guesses it. */
const SECRET = /^[\w-]{16,100}$/;
const PAGE_DEFAULT = 50;

/**
 * `/api/boards/<slug>/talk`: the conversation and the comments on a board. New events also reach everybody on the board
 * at once.
 */
export function talkRoutes(
  { talk, rooms, authorize, admission, clock = systemClock }: TalkOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();

  api.use("/:slug/talk/*", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  api.get("/:slug/talk", requireRight("view", authorize), async (c) => {
    const page = readPage(c.req.query());
    const key = c.req.header("drawbridge-key");
    if (page === undefined || !isSecret(key)) return refuse(c, "badRequest");
    const { board } = c.var.access;
    return c.json({ ...await talk.read(board, page), ...await youOf(board, key) });
  });

  api.get("/:slug/talk/comments", requireRight("view", authorize), async (c) => {
    const page = readThreadPage(c.req.query());
    const key = c.req.header("drawbridge-key");
    if (page === undefined || !isSecret(key)) return refuse(c, "badRequest");
    const { board } = c.var.access;
    return c.json({ ...await talk.threads(board, page), ...await youOf(board, key) });
  });

  api.post("/:slug/talk", requireRight("comment", authorize), async (c) => {
    const { access: { board, rights } } = c.var;
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const action = readTalkAction(body.object);
    const sender = readSender(body.object ?? {});
    if (action === undefined || sender === undefined) return refuse(c, "badMessage");
    const waitMs = admission.talkRate.take(requestInfo(c).client);
    if (waitMs > 0) return refuse(c, "tooManyMessages", { retryAfterMs: waitMs });
    const { key, ...rest } = sender;
    const author = key === undefined ? "" : await authorOf(board, key);
    const event = await talk.append(board, {
      ...{ action, author, ...rest },
      isModerator: rights.manage,
      mayDraw: rights.draw,
    });
    if (typeof event === "string") return refuse(c, CODES[event]);
    rooms.peek(board)?.tellTalk(event);
    return c.json(event, 201);
  });

  return api;
}

function readPage(query: Readonly<Record<string, string>>): TalkPage | undefined {
  const [limit = PAGE_DEFAULT, thread, after, before] = [query.limit, query.thread, query.after, query.before].map(
    readNumber,
  );
  if ([limit, thread, after, before].some(Number.isNaN) || limit < 1) return undefined;
  if (after !== undefined && before !== undefined) return undefined;
  const page = { limit: Math.min(limit, TALK_PAGE_MAX), ...(thread !== undefined && { thread }) };
  return after !== undefined ? { ...page, after } : { ...page, before };
}

function readThreadPage({ state = "open", ...query }: Readonly<Record<string, string>>): ThreadPage | undefined {
  const [limit = PAGE_DEFAULT, before] = [query.limit, query.before].map(readNumber);
  if ([limit, before].some(Number.isNaN) || limit < 1 || state !== "open" && state !== "resolved") return undefined;
  return { limit: Math.min(limit, TALK_PAGE_MAX), isResolved: state === "resolved", before };
}

/** NaN when it is not a number of an event. */
function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
}

interface Sender {
  /** The secret of the author; undefined: the author cannot change the message later. */
  readonly key?: string;
  readonly name: string;
  readonly id?: string;
}

function readSender({ key, name, id }: JsonObject): Sender | undefined {
  if (!isSecret(key) || !isSecret(id) || name !== undefined && typeof name !== "string") return undefined;
  return { key, id, name: readName(name) };
}

function isSecret(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string" && SECRET.test(value);
}

/** Under what author the events of the asking device appear, where it says its key. */
async function youOf(board: string, key: string | undefined): Promise<{ you?: string }> {
  return key === undefined ? {} : { you: await authorOf(board, key) };
}

/** The public name of a key on one board. It does not show the key, nor that two boards have the same author. */
async function authorOf(board: string, key: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`talk ${board} ${key}`));
  return encodeHex(new Uint8Array(digest, 0, 16));
}

const CODES: Readonly<Record<TalkRefusal, ErrorCode>> = {
  gone: "noSuchLink",
  absent: "noSuchMessage",
  foreign: "foreignMessage",
  full: "talkFull",
  long: "threadFull",
};
