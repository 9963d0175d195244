import type { Context } from "hono";
import { readName } from "../../../board/name.ts";
import type { Actor } from "../../store/moderation_store.ts";
import type { BoardEnv } from "../require_right.ts";

/** The owner who does something: the own link, and the name that the page sends, percent-encoded. */
export function actorOf(c: Context<BoardEnv>): Actor {
  return { name: readName(decoded(c.req.header("drawbridge-name"))), link: c.var.access.listedLink ?? "" };
}

function decoded(text = ""): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
