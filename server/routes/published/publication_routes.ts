import { type Context, Hono } from "hono";
import { type Clock, systemClock } from "../../../board/clock.ts";
import { DRAWN_ASSETS_BYTES_MAX } from "../../../board/asset/asset_limits.ts";
import { readName } from "../../../board/name.ts";
import type { Authorize } from "../../access/authorization.ts";
import type { Admission } from "../../admission/admission.ts";
import type { Holder } from "../../admission/memory_budget.ts";
import { boardEtag } from "../../http/board_etag.ts";
import { refuse } from "../../http/error_response.ts";
import { readJson } from "../../http/json_body.ts";
import { requestInfo } from "../../http/request_info.ts";
import type { PictureRenderer } from "../../pictures/picture_renderer.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import type { AssetStore } from "../../store/assets/asset_store.ts";
import type { BoardId } from "../../store/board_store.ts";
import type { ModerationStore } from "../../store/moderation_store.ts";
import type { Publication, PublicationStore } from "../../store/publications/publication_store.ts";
import { DrawnAssets } from "../assets/drawn_assets.ts";
import { actorOf } from "../moderation/actor.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";

export interface PublicationRoutesOptions {
  readonly publications: PublicationStore;
  readonly moderation: Pick<ModerationStore, "note">;
  readonly rooms: RoomRegistry;
  readonly authorize: Authorize;
  readonly admission: Admission;
  readonly pictures: PictureRenderer;
  readonly assets: AssetStore;
  readonly clock?: Clock;
}

/** The largest picture that is published, bytes. It is held in memory while it is stored. */
const PICTURE_BYTES_MAX = 16 * 1024 * 1024;

/** `/api/boards/<owner's slug>/publication`: publishes the board as it is now, updates that, and withdraws it. */
export function publicationRoutes(
  { publications, moderation, rooms, authorize, admission, pictures, assets, clock = systemClock }:
    PublicationRoutesOptions,
): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  const manages = requireRight("manage", authorize);
  const drawn = new DrawnAssets(assets);

  api.use("/:slug/publication", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  api.get("/:slug/publication", manages, async (c) => {
    return c.json({ publication: toJson(await publications.of(c.var.access.board)) });
  });

  api.put("/:slug/publication", manages, async (c) => {
    const body = await readJson(c.req.raw, clock);
    if ("code" in body) return refuse(c, body.code);
    const { title = "", mayIndex = false } = body.object ?? {};
    if (typeof title !== "string" || readName(title) !== title || typeof mayIndex !== "boolean") {
      return refuse(c, "badRequest");
    }
    const { board } = c.var.access;
    const made = await picture(c, { ...requestInfo(c).client, board });
    if (typeof made === "string") return refuse(c, made);
    const isThere = await publications.of(board) !== undefined;
    const published = await publications.publish(board, { title, mayIndex }, made);
    if (published === "gone") return refuse(c, "noSuchLink");
    await moderation.note(board, isThere ? "updatePublication" : "publish", actorOf(c));
    return c.json({ publication: toJson(published) });
  });

  api.delete("/:slug/publication", manages, async (c) => {
    const { board } = c.var.access;
    if (await publications.unpublish(board)) await moderation.note(board, "unpublish", actorOf(c));
    return c.body(null, 204);
  });

  return api;

  /** The board as it is now, with its pictures in it: what is published depends on nothing else of the board. */
  async function picture(_: Context, holder: Holder & { readonly board: BoardId }) {
    const { board } = holder;
    const version = await drawn.version(board);
    const live = rooms.peek(board);
    const result = await pictures.make({
      ...{ board, kind: "svg", theme: "both", tag: live && boardEtag(live, version), holder } as const,
      open: async () => {
        const { room, release } = await rooms.acquire(board, holder);
        return {
          tag: boardEtag(room, version),
          read: () => admission.encodings.run(holder, () => room.encode()),
          [Symbol.dispose]: release,
        };
      },
      assets: { version, read: () => drawn.read(board, DRAWN_ASSETS_BYTES_MAX) },
    });
    if (result === "full") return "busy" as const;
    const { made } = result;
    if (made === "too large" || made.bytes > PICTURE_BYTES_MAX) return "boardTooLarge" as const;
    using memory = admission.budget.reserve(made.bytes * 2, holder);
    if (memory === undefined) return "busy" as const;
    return new Uint8Array(await new Blob([...made.pieces]).arrayBuffer());
  }
}

/** What owners see of it. */
function toJson(publication: Publication | undefined) {
  if (publication === undefined) return null;
  const { id, at, title, mayIndex, picture } = publication;
  return { id, at, title, mayIndex, bytes: picture.bytes };
}
