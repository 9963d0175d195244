import { Hono, type MiddlewareHandler } from "hono";
import { CLOSE } from "../../board/wire/protocol.ts";
import { isSlug } from "../../board/id.ts";
import { rightsOf } from "../../board/role.ts";
import type { Authorize } from "../access/authorization.ts";
import { refuse } from "../http/error_response.ts";
import type { Bindings } from "../http/request_info.ts";
import type { LinkWatch } from "../relay/link_watch.ts";
import type { RoomRegistry } from "../relay/room_registry.ts";
import type { BoardBin } from "../store/bin/board_bin.ts";
import type { Link, LinkStore } from "../store/link_store.ts";
import { type BoardEnv, requireRight } from "./require_right.ts";

export interface BoardBinRoutesOptions {
  readonly bin: BoardBin;
  readonly links: Pick<LinkStore, "find" | "deleteBoard" | "clearDeleted">;
  readonly rooms: Pick<RoomRegistry, "peek">;
  readonly authorize: Authorize;
  readonly watch: Pick<LinkWatch, "holdBack">;
  /** Ms since 1970. */
  readonly now?: () => number;
}

interface BinEnv {
  Bindings: Bindings;
  Variables: { link: Link };
}

/**
 * `/api/boards/<slug>/bin`: an owner moves the board to the bin, restores it, or deletes it for good. With any link of a
 * board in the bin, people learn that it is there and until when it can be restored.
 */
export function boardBinRoutes(
  { bin, links, rooms, authorize, watch, now = Date.now }: BoardBinRoutesOptions,
): Hono<BoardEnv & BinEnv> {
  const api = new Hono<BoardEnv & BinEnv>();

  api.use("/:slug/bin/*", async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  api.post("/:slug/bin", requireRight("manage", authorize), async (c) => {
    const { board } = c.var.access;
    const room = rooms.peek(board);
    // What people have drawn until now comes back with the board.
    await room?.flush();
    const until = await watch.holdBack(board, async () => {
      const until = await bin.put(board);
      room?.closeSessions(CLOSE.linkEnded, "this board was moved to the bin");
      return until;
    });
    return until === undefined ? refuse(c, "noSuchLink") : c.json({ until, now: now() });
  });

  api.get("/:slug/bin", requireBinned(links), async (c) => {
    const { board, role } = c.var.link;
    return c.json({ until: await bin.until(board), now: now(), mayRestore: rightsOf(role).manage });
  });

  api.post("/:slug/bin/restore", requireBinned(links, { isOwner: true }), async (c) => {
    await bin.restore(c.var.link.board);
    return c.body(null, 204);
  });

  api.delete("/:slug/bin", requireBinned(links, { isOwner: true }), async (c) => {
    const { board } = c.var.link;
    await links.deleteBoard(board);
    // The board is already deleted. If this fails, the next start clears what is left.
    await links.clearDeleted(board).catch(() => {});
    return c.body(null, 204);
  });

  return api;
}

/** Lets requests pass with a link of a board in the bin. Others get the answer for links that do not exist. */
function requireBinned(
  links: Pick<LinkStore, "find">,
  { isOwner = false } = {},
): MiddlewareHandler<BinEnv> {
  return async (c, next) => {
    const slug = c.req.param("slug") ?? "";
    const link = isSlug(slug) ? await links.find(slug) : undefined;
    if (!link?.isBinned || link.isLocked || isOwner && !rightsOf(link.role).manage) return refuse(c, "noSuchLink");
    c.set("link", link);
    await next();
  };
}
