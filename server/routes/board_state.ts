import { type Context, Hono, type MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import { type Clock, systemClock } from "../../board/clock.ts";
import { isSlug } from "../../board/id.ts";
import type { Access, Authorize } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import type { Holder } from "../admission/fair_limit.ts";
import { piecesOf, ResponseStream } from "../http/response_stream.ts";
import { EncodedBoards } from "../http/encoded_boards.ts";
import { boardKey } from "../http/board_key.ts";
import { boardEtag } from "../http/board_etag.ts";
import { refuse } from "../http/error_response.ts";
import { requestInfo } from "../http/request_info.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { LinkStore } from "../store/link_store.ts";

export interface BoardStateOptions {
  readonly links: Pick<LinkStore, "find">;
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly watch: LinkWatch;
  readonly admission: Admission;
  readonly clock?: Clock;
}

/** `GET /api/boards/:slug/state`: the whole board as one Yjs update. A page has it before its socket is open. */
export function boardState(
  { links, rooms, authorize, watch, admission, clock = systemClock }: BoardStateOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const encoded = new EncodedBoards({ clock, budget: admission.budget, queue: admission.encodings });

  api.get("/:slug/state", sayWhy(links), requireRight("view", authorize), async (c) => {
    const { access } = c.var;
    c.header("cache-control", "private, no-cache");
    c.header("drawbridge-role", access.role);
    c.header("drawbridge-board", boardKey(access.board));
    c.header("vary", "accept-encoding");
    c.header("content-type", "application/octet-stream");
    if (c.req.method === "HEAD") return head(c, access);
    return await get(c, access);
  });

  /** Neither loads nor encodes the board: only a live board has an `etag` here. */
  const head = (c: Context, access: Access): Response => {
    const room = rooms.peek(access.board);
    if (room) c.header("etag", boardEtag(room));
    return c.body(null);
  };

  const get = async (c: Context<BoardEnv>, access: Access): Promise<Response> => {
    const { client, place } = requestInfo(c);
    const live = rooms.peek(access.board);
    const known = c.req.header("if-none-match");
    if (live && known === boardEtag(live)) {
      c.header("etag", known);
      return c.body(null, 304);
    }
    const read = () => encode(access, client);
    // Boards that wait for their encoding would fill the memory, so a board that is not live waits before it is loaded.
    const board = live ? await read() : await admission.reads.run(client, read);
    if (board === undefined || board === "full") return busy(c);
    c.header("etag", board.etag);
    // For the progress shown by pages: `content-length` would be that of the compressed body.
    c.header("drawbridge-bytes", String(board.update.length));
    const coding = accepts(c, { header: "Accept-Encoding", supports: ["gzip"], default: "identity" });
    if (coding === "gzip") c.header("content-encoding", "gzip");
    const using = new DisposableStack();
    using.use(board);
    const bytes = coding === "gzip" ? board.gzip : board.update;
    const turn = (bytes: number) => admission.responses.take(client, bytes);
    const answer = new ResponseStream(piecesOf(bytes), { clock, turn, onEnd: () => using.dispose() });
    const abort = (why: string) => answer.abort(why);
    board.onEvict = () => abort("others need the memory");
    if (place) place.evict = () => abort("others need the connection");
    using.defer(watch.watch({ refuse: () => abort("its link was withdrawn") }, access));
    return c.body(answer.body);
  };

  const encode = async ({ board }: Access, client: Holder) => {
    const { room, release } = await rooms.acquire(board, client);
    try {
      return await encoded.open(room, { ...client, board });
    } finally {
      release();
    }
  };

  return api;
}

/** Answers 401 for a link with a passphrase and 410 for a board in the bin, where others that open nothing get 404. */
function sayWhy(links: Pick<LinkStore, "find">): MiddlewareHandler<BoardEnv> {
  return async (c, next) => {
    await next();
    const slug = c.req.param("slug") ?? "";
    if (c.res.status !== 404 || !isSlug(slug)) return;
    const link = await links.find(slug);
    if (link?.isLocked) c.res = refuse(c, "needsPassphrase");
    else if (link?.isBinned) {
      // Browsers keep an answer with 410, and would still show it when the board is restored.
      c.header("cache-control", "no-store");
      c.res = refuse(c, "binned");
    }
  };
}

function busy(c: Context): Response {
  c.header("cache-control", "no-store");
  return refuse(c, "busy");
}
