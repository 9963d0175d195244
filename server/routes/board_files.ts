import { type Context, Hono } from "hono";
import { DRAWN_ASSETS_BYTES_MAX, THUMBNAIL_ASSETS_BYTES_MAX } from "../../board/asset/asset_limits.ts";
import type { Theme } from "../../board/palette.ts";
import type { Access, Authorize } from "../access/authorization.ts";
import type { Admission } from "../admission/admission.ts";
import type { Holder } from "../admission/memory_budget.ts";
import { ResponseStream } from "../http/response_stream.ts";
import { SANDBOXED } from "../http/security_headers.ts";
import { boardEtag } from "../http/board_etag.ts";
import { refuse } from "../http/error_response.ts";
import { requestInfo } from "../http/request_info.ts";
import { DrawnAssets } from "./assets/drawn_assets.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { Picture } from "../pictures/picture_cache.ts";
import type { PictureRenderer, Subject } from "../pictures/picture_renderer.ts";
import type { AssetStore } from "../store/assets/asset_store.ts";
import type { BoardId } from "../store/board_store.ts";

export interface BoardFilesOptions {
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly watch: LinkWatch;
  readonly pictures: PictureRenderer;
  readonly admission: Admission;
  readonly assets: AssetStore;
}

const TYPES = { svg: "image/svg+xml", png: "image/png", json: "application/json" } as const;

/**
 * `GET /api/boards/:slug/board.svg`, `board.png` and `board.json`: the board as a file, for programs with a link that may read it.
 */
export function boardFiles(
  { rooms, authorize, watch, pictures, admission, assets }: BoardFilesOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const { clock, budget } = pictures;
  const drawn = new DrawnAssets(assets);
  for (const kind of ["svg", "png", "json"] as const) {
    api.get(`/:slug/board.${kind}`, requireRight("view", authorize), (c) => answer(c, kind));
  }
  return api;

  async function answer(c: Context<BoardEnv>, kind: keyof typeof TYPES) {
    const { access } = c.var;
    c.header("content-type", TYPES[kind]);
    c.header("cache-control", "private, no-cache");
    // A picture that is opened by itself is a document of our origin; the sandbox takes the rights of the origin away.
    c.header("content-security-policy", SANDBOXED);
    // A response without a body needs neither the board nor a picture.
    if (c.req.method === "HEAD") return c.body(null);
    const { board } = access;
    const holder = { ...requestInfo(c).client, board };
    const live = rooms.peek(board);
    const version = kind !== "json" ? await drawn.version(board) : "";
    const tag = live && boardEtag(live, version);
    if (tag !== undefined && c.req.header("if-none-match") === tag) {
      c.header("etag", tag);
      return c.body(null, 304);
    }
    const theme: Theme = kind !== "json" && c.req.query("theme") === "dark" ? "dark" : "light";
    const isThumbnail = kind === "svg" && c.req.query("thumbnail") === "true";
    const bytesMax = isThumbnail ? THUMBNAIL_ASSETS_BYTES_MAX : DRAWN_ASSETS_BYTES_MAX;
    const result = await pictures.make({
      board,
      kind,
      theme,
      isThumbnail,
      tag,
      holder,
      open: () => open(holder, version),
      assets: { version, read: () => drawn.read(board, bytesMax) },
    });
    const made = result === "full" ? result : result.made;
    if (made === "too large") return refuse(c, "boardTooLarge");
    const body = made === "full" ? undefined : streamOf(c, { picture: made, holder, access });
    if (result === "full" || body === undefined) return refuse(c, "busy");
    c.header("etag", result.tag);
    return c.body(body);
  }

  async function open(holder: Holder & { readonly board: BoardId }, version: string): Promise<Subject> {
    const { room, release } = await rooms.acquire(holder.board, holder);
    return {
      // Read before the encoding, so that the picture is not older than its tag says.
      tag: boardEtag(room, version),
      read: () => admission.encodings.run(holder, () => room.encode()),
      [Symbol.dispose]: release,
    };
  }

  /** Undefined when there is not enough memory. */
  function streamOf(
    c: Context<BoardEnv>,
    { picture, holder, access }: { picture: Picture; holder: Holder; access: Access },
  ): ReadableStream<Uint8Array<ArrayBuffer>> | undefined {
    const held = new DisposableStack();
    const reservation = budget.reserve(picture.bytes, holder);
    if (reservation === undefined) return undefined;
    held.use(reservation);
    const turn = (bytes: number) => admission.responses.take(holder, bytes);
    const answer = new ResponseStream(picture.pieces, { clock, turn, onEnd: () => held.dispose() });
    reservation.evict = () => answer.abort("others need the memory");
    const { place } = requestInfo(c);
    if (place) place.evict = () => answer.abort("others need the connection");
    held.defer(watch.watch({ refuse: () => answer.abort("its link was withdrawn") }, access));
    return answer.body;
  }
}
