import { Hono } from "hono";
import type { Authorize } from "../../access/authorization.ts";
import { namesIn } from "../../relay/presence_table.ts";
import type { RoomRegistry } from "../../relay/room_registry.ts";
import { type BoardEnv, requireRight } from "../require_right.ts";

export interface PresentPeopleOptions {
  readonly rooms: Pick<RoomRegistry, "peek">;
  readonly authorize: Authorize;
}

/** `GET /api/boards/<slug>/present`: the names of the people who are on the board now. Loads nothing. */
export function presentPeople({ rooms, authorize }: PresentPeopleOptions): Hono<BoardEnv> {
  const api = new Hono<BoardEnv>();
  api.get("/:slug/present", requireRight("view", authorize), (c) => {
    const room = rooms.peek(c.var.access.board);
    c.header("cache-control", "no-store");
    return c.json({ people: room ? namesIn(room.others.everybody()) : [] });
  });
  return api;
}
