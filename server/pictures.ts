import { type Context, Hono } from "hono";
import { boundsOf } from "../board/figure/bounds.ts";
import { uprightOf } from "../board/figure/place.ts";
import { sceneOfUpdate } from "../board/figure/scene.ts";
import { loadSketch } from "../board/figure/sketch.ts";
import { svgLines } from "../board/figure/svg.ts";
import { PICTURE_BYTES_MAX } from "../board/limits.ts";
import { PAPER, type Theme } from "../board/palette.ts";
import { portableLines } from "../board/portable.ts";
import type { Shape } from "../board/shape.ts";
import type { Doorkeeper } from "./access.ts";
import type { Registry } from "./relay/registry.ts";
import { versionTag } from "./version_tag.ts";

export interface PicturesOptions {
  readonly rooms: Registry;
  readonly find: Doorkeeper;
}

/** Room around what is drawn, board units: lines and heads reach beyond their boxes. */
const ROOM = 32;
/** Characters handed over at a time; between two pieces others get their turn. */
const PIECE_CHARS = 64 * 1024;
/** Pictures in the making at a time: each holds a board of its own. */
const AT_ONCE_MAX = 4;

/** `GET /api/boards/:slug/board.svg` and `board.json`: a board for those who may read it, without a browser. */
export function pictures({ rooms, find }: PicturesOptions): Hono {
  const api = new Hono();
  let making = 0;

  const serve =
    (type: string, write: (scene: readonly Shape[], c: Context) => Iterable<string>) => async (c: Context) => {
      const access = await find(c.req.param("slug")!);
      if (access === undefined) return c.json({ error: "this link does not open a board" }, 404);
      const { room, release } = await rooms.acquire(access.board);
      try {
        const etag = versionTag(room);
        c.header("etag", etag);
        c.header("cache-control", "private, no-cache");
        if (c.req.header("if-none-match") === etag) return c.body(null, 304);
        const update = room.encode();
        if (update.length > PICTURE_BYTES_MAX) {
          return c.json({ error: "the board is too large for this: open it and save it there" }, 413);
        }
        if (making >= AT_ONCE_MAX) {
          c.header("retry-after", "1");
          return c.json({ error: "too many pictures are being made: try again" }, 503);
        }
        await loadSketch();
        making++;
        c.header("content-type", type);
        return c.body(streamOf(write(sceneOfUpdate(update), c), () => making--));
      } finally {
        release();
      }
    };

  api.get(
    "/:slug/board.svg",
    serve("image/svg+xml", (scene, c) => {
      const theme: Theme = c.req.query("theme") === "dark" ? "dark" : "light";
      return svgLines(scene, { box: boxOf(scene), theme, ground: PAPER[theme] });
    }),
  );
  api.get("/:slug/board.json", serve("application/json", (scene) => portableLines(scene)));
  return api;
}

function boxOf(scene: readonly Shape[]) {
  const corners = scene.map(uprightOf).flatMap(({ minX, minY, maxX, maxY }) => [minX, minY, maxX, maxY]);
  const { minX, minY, maxX, maxY } = boundsOf(corners.length > 0 ? corners : [0, 0]);
  return { minX: minX - ROOM, minY: minY - ROOM, maxX: maxX + ROOM, maxY: maxY + ROOM };
}

/** @param done called once, when all was read or nobody reads any more */
function streamOf(lines: Iterable<string>, done: () => void): ReadableStream<Uint8Array> {
  const iterator = lines[Symbol.iterator]();
  const encoder = new TextEncoder();
  let isDone = false;
  const end = () => {
    if (!isDone) done();
    isDone = true;
  };
  return new ReadableStream({
    async pull(controller) {
      // Another turn of the event loop: a promise alone would come before everybody else's frames.
      await new Promise((resolve) => setTimeout(resolve, 0));
      let text = "";
      while (text.length < PIECE_CHARS) {
        const next = iterator.next();
        if (next.done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.close();
          return end();
        }
        text += `${next.value}\n`;
      }
      controller.enqueue(encoder.encode(text));
    },
    cancel: end,
  }, { highWaterMark: 0 });
}
