import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../../board/clock.ts";
import { readTalkAction, TALK_PAGE_MAX } from "../../board/talk.ts";
import { readTalkImport, TALK_IMPORT_BYTES_MAX } from "../../board/talk/talk_import.ts";
import { isSeen, readName } from "../../board/name.ts";
import type { ErrorCode } from "../../board/wire/error_code.ts";
import { refuse } from "../http/error_response.ts";
import type { Authorize } from "../access/authorization.ts";
import type { AccountStore } from "../accounts/account_store.ts";
import type { Admission } from "../admission/admission.ts";
import { type JsonObject, readJson } from "../http/json_body.ts";
import { requestInfo } from "../http/request_info.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { TalkPage, TalkRefusal, TalkStore, ThreadPage } from "../store/talk_store.ts";
import type { BrowserSessions } from "./account/browser_sessions.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";
import { authorsOf } from "./talk_authors.ts";

export interface TalkOptions {
  readonly talk: TalkStore;
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly admission: Admission;
  /** Which account a request belongs to. Who is signed in talks as the same author on all devices. */
  readonly browser: Pick<BrowserSessions, "accountOf">;
  readonly accounts: Pick<AccountStore, "find">;
  readonly clock?: Clock;
}

/** What identifies an author, or a request of one: enough characters that nobody guesses it. */
const SECRET = /^[\w-]{16,100}$/;
const PAGE_DEFAULT = 50;
/** Limit on the authors of one request for pictures. */
const AUTHORS_MAX = 50;
/** Length of the words that people look for, UTF-16 units. */
const WORDS_MAX = 200;

/**
 * `/api/boards/<slug>/talk`: the conversation and the comments on a board. New events also reach everybody on the board
 * at once.
 */
export function talkRoutes(
  { talk, rooms, authorize, admission, browser, accounts, clock = systemClock }: TalkOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();

  api.use("/:slug/talk/*", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  /** Under whom the asking device talks, and with `read`, what is new to it after that number. */
  const you = async (c: Context<BoardEnv>, { read }: { read?: number } = {}) => {
    const { board } = c.var.access;
    const key = c.req.header("drawbridge-key"), account = await browser.accountOf(c);
    const { author, formerly } = await authorsOf(board, { key, account });
    if (author === "") return {};
    const readThere = account === undefined ? {} : { read: await talk.reads.find(account, board) };
    const after = Math.max(read ?? 0, readThere.read ?? 0);
    const mine = [author, ...formerly];
    const news = read === undefined ? {} : {
      concerns: await talk.concerns(board, mine, after),
      others: await talk.newestOfOthers(board, mine),
    };
    return { you: author, ...(formerly.length > 0 && { formerly }), ...readThere, ...news };
  };

  api.get("/:slug/talk", requireRight("view", authorize), async (c) => {
    const page = readPage(c.req.query()), read = readNumber(c.req.query("read"));
    if (page === undefined || Number.isNaN(read) || !isSecret(c.req.header("drawbridge-key"))) {
      return refuse(c, "badRequest");
    }
    return c.json({ ...await talk.read(c.var.access.board, page), ...await you(c, { read }) });
  });

  api.get("/:slug/talk/comments", requireRight("view", authorize), async (c) => {
    const page = readThreadPage(c.req.query());
    if (page === undefined || !isSecret(c.req.header("drawbridge-key"))) return refuse(c, "badRequest");
    return c.json({ ...await talk.threads(c.var.access.board, page), ...await you(c) });
  });

  api.get("/:slug/talk/found", requireRight("view", authorize), async (c) => {
    const { words = "" } = c.req.query(), before = readNumber(c.req.query("before"));
    if (words.trim() === "" || words.length > WORDS_MAX || Number.isNaN(before)) return refuse(c, "badRequest");
    const waitMs = admission.talkSearchRate.take(requestInfo(c).client);
    if (waitMs > 0) return refuse(c, "tooManyMessages", { retryAfterMs: waitMs });
    return c.json(await talk.find(c.var.access.board, { words, before }));
  });

  /** Pictures of authors. The server computes who wrote an event, so nobody can show the picture of another account. */
  api.get("/:slug/talk/pictures", requireRight("view", authorize), async (c) => {
    const wanted = new Set(c.req.query("of")?.split(",", AUTHORS_MAX + 1));
    if (wanted.size === 0 || wanted.size > AUTHORS_MAX) return refuse(c, "badRequest");
    const { board } = c.var.access;
    const done = await admission.reads.run(requestInfo(c).client, async () => {
      const pictures: Record<string, string> = {};
      for (const account of await talk.reads.readers(board)) {
        const { author } = await authorsOf(board, { key: undefined, account });
        const { picture } = wanted.has(author) ? await accounts.find(account) ?? {} : {};
        if (picture) pictures[author] = picture;
      }
      return { pictures };
    });
    return done === "full" ? refuse(c, "busy") : c.json(done);
  });

  /** Notes how far the person has read, on all devices. Without an account each device keeps that for itself. */
  api.post("/:slug/talk/read", requireRight("view", authorize), async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const number: unknown = body.object?.number;
    if (!Number.isSafeInteger(number) || number as number < 1) return refuse(c, "badRequest");
    const account = await browser.accountOf(c);
    if (account === undefined) return refuse(c, "signInFirst");
    const { board } = c.var.access;
    const { last } = await talk.read(board, { limit: 0 });
    await talk.reads.note(account, board, Math.min(number as number, last));
    return c.body(null, 204);
  });

  api.post("/:slug/talk", requireRight("comment", authorize), async (c) => {
    const { access: { board, rights } } = c.var;
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const action = readTalkAction(body.object);
    const sender = readSender(body.object ?? {});
    const isEmpty = action !== undefined && "text" in action && !isSeen(action.text);
    if (action === undefined || isEmpty || sender === undefined) return refuse(c, "badMessage");
    const waitMs = admission.talkRate.take(requestInfo(c).client);
    if (waitMs > 0) return refuse(c, "tooManyMessages", { retryAfterMs: waitMs });
    const { key, ...rest } = sender;
    const account = await browser.accountOf(c);
    const authors = await authorsOf(board, { key, account });
    const event = await talk.append(board, {
      action,
      ...authors,
      ...rest,
      isModerator: rights.manage,
      mayDraw: rights.draw,
    });
    if (typeof event === "string") return refuse(c, CODES[event]);
    // Adds the account to the readers of this board, among which its picture is found. Programs write without reading.
    if (account !== undefined) await talk.reads.note(account, board, 1);
    rooms.peek(board)?.tellTalk(event);
    return c.json(event, 201);
  });

  /** Adds words from a file. Owners only: an editor could fill the talk with words that look like those of others. */
  api.post("/:slug/talk/import", requireRight("manage", authorize), async (c) => {
    const { board } = c.var.access;
    const body = await readJson(c.req.raw, clock, { bytesMax: TALK_IMPORT_BYTES_MAX });
    if ("code" in body) return refuse(c, body.code);
    const items = readTalkImport(body.object?.items);
    const sender = readSender(body.object ?? {});
    if (items === undefined || sender === undefined) return refuse(c, "badMessage");
    const { key, name, id } = sender;
    const { author } = await authorsOf(board, { key, account: await browser.accountOf(c) });
    const done = await admission.reads.run(requestInfo(c).client, async () => ({
      events: await talk.import(board, { author, name, ...(id && { id }), items }),
    }));
    if (done === "full") return refuse(c, "busy");
    const { events } = done;
    if (typeof events === "string") return refuse(c, CODES[events]);
    for (const event of events) rooms.peek(board)?.tellTalk(event);
    return c.json({ numbers: events.map(({ number }) => number) }, 201);
  });

  return api;
}

function readPage(query: Readonly<Record<string, string>>): TalkPage | undefined {
  const [limit = PAGE_DEFAULT, thread, after, before] = [query.limit, query.thread, query.after, query.before].map(
    readNumber,
  );
  if ([limit, thread, after, before].some(Number.isNaN) || limit < 0) return undefined;
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

const CODES: Readonly<Record<TalkRefusal, ErrorCode>> = {
  gone: "noSuchLink",
  absent: "noSuchMessage",
  foreign: "foreignMessage",
  full: "talkFull",
  long: "threadFull",
};
