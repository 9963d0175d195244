import type { BoardId } from "./board_store.ts";
import type { LinkId } from "./link_store.ts";

/** All database keys of boards and links. `KvBoardStore` and `KvLinkStore` document their values. */
export const KEY = {
  board: (board: BoardId): Deno.KvKey => ["boards", board],
  head: (board: BoardId): Deno.KvKey => ["boards", board, "head"],
  log: (board: BoardId): Deno.KvKey => ["boards", board, "log"],
  logEntry: (board: BoardId, seq: number): Deno.KvKey => ["boards", board, "log", seq],
  chunks: (board: BoardId): Deno.KvKey => ["boards", board, "chunks"],
  aside: (board: BoardId): Deno.KvKey => ["boards", board, "aside"],
  logAside: (board: BoardId, seq: number): Deno.KvKey => ["boards", board, "aside", "log", seq],
  snapshotAside: (board: BoardId, id: string): Deno.KvKey => ["boards", board, "aside", "snapshot", id],
  link: (id: LinkId): Deno.KvKey => ["links", id],
  linksOf: (board: BoardId): Deno.KvKey => ["links_of", board],
  unlocked: (id: LinkId): Deno.KvKey => ["unlocked", id],
  linkNews: (): Deno.KvKey => ["link_news"],
  deletions: (): Deno.KvKey => ["deletions"],
  deletion: (board: BoardId): Deno.KvKey => ["deletions", board],
} as const;
