import { type Context, Hono } from "hono";
import type { Theme } from "../../board/palette.ts";
import type { Doorkeeper } from "../access.ts";
import { clientAddress } from "../client_address.ts";
import type { Proxies } from "../proxies.ts";
import type { Registry } from "../relay/registry.ts";
import type { Bindings } from "../security_headers.ts";
import { versionTag } from "../version_tag.ts";
import type { PictureMaker } from "./picture_maker.ts";
import { streamOf } from "./picture_stream.ts";

export interface PicturesOptions {
  readonly rooms: Registry;
  readonly find: Doorkeeper;
  readonly pictures: PictureMaker;
  readonly trustedProxies: Proxies;
}

const TYPES = { svg: "image/svg+xml", json: "application/json" } as const;

/** `GET /api/boards/:slug/board.svg` and `board.json`: a board for those who may read it, without a browser. */
export function pictures({ rooms, find, pictures, trustedProxies }: PicturesOptions): Hono<{ Bindings: Bindings }> {
  const api = new Hono<{ Bindings: Bindings }>();
  const { clock, budget } = pictures;
  for (const kind of ["svg", "json"] as const) api.get(`/:slug/board.${kind}`, (c) => answer(c, kind));
  return api;

  async function answer(c: Context<{ Bindings: Bindings }>, kind: keyof typeof TYPES) {
    const access = await find(c.req.param("slug")!);
    if (access === undefined) return c.json({ error: "this link does not open a board" }, 404);
    c.header("content-type", TYPES[kind]);
    c.header("cache-control", "private, no-cache");
    // Nothing is loaded or made for an answer without a body.
    if (c.req.method === "HEAD") return c.body(null);
    const { board } = access;
    const { room, release } = await rooms.acquire(board);
    try {
      const tag = versionTag(room);
      c.header("etag", tag);
      if (c.req.header("if-none-match") === tag) return c.body(null, 304);
      const theme: Theme = kind === "svg" && c.req.query("theme") === "dark" ? "dark" : "light";
      const address = clientAddress(c.req.raw, c.env?.remoteAddr?.hostname ?? "", trustedProxies);
      const holder = { address, network: address, board };
      const picture = await pictures.make({ board, kind, theme, tag, holder, read: () => room.encode() });
      if (picture === "too large") {
        return c.json({ error: "the board is too large for this: open it and save it there" }, 413);
      }
      const body = picture === "full" ? undefined : streamOf(picture, { clock, budget, holder });
      if (body === undefined) {
        c.header("retry-after", "2");
        return c.json({ error: "too many pictures are being made: try again" }, 503);
      }
      return c.body(body);
    } finally {
      release();
    }
  }
}
