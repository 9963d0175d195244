import { Commit, type Database } from "../../database/database.ts";
import { KEY } from "../../database/keys.ts";
import type { BoardId } from "../board_store.ts";
import { clearAssets } from "../assets/cleared_assets.ts";
import { deleteKeys, keysOf } from "../bulk_delete.ts";
import { readsOn } from "../talk/talk_reads.ts";

/** A process that has a deleted board open must find the mark. It does so within seconds, unless it is suspended. */
export const TOMBSTONE_MS = 86_400_000;

/** `true` until the board's content is cleared. A restore stops the clearing and then removes the mark. */
export type DeletionMark = true | "cleared" | "restoring";

/** Deletes the content of a deleted board. */
export async function clearDeleted(database: Database, board: BoardId): Promise<void> {
  const mark = await database.get<DeletionMark>(KEY.deletion(board));
  if (mark.value !== true && mark.value !== "cleared") return;
  // The log is deleted first: a process that still reads it detects a deleted board instead of damaged entries.
  const parts = [KEY.log(board), KEY.board(board), KEY.linksOf(board)].map((prefix) => () =>
    keysOf(database, { prefix })
  );
  for (const part of [...parts, () => readsOn(database, board)]) {
    const keys = await part();
    // If the mark has changed, the board was restored, and these keys belong to the new board.
    if (!await deleteKeys(database, keys, { unless: [mark] })) return;
  }
  if (!await clearAssets(database, board, { unless: { key: mark.key, version: mark.version } })) return;
  if (mark.value !== true) return;
  await database.commit(new Commit().check(mark).set(mark.key, "cleared", { expireIn: TOMBSTONE_MS }));
}

/** The boards that were deleted lately. */
export async function deletedBoards(database: Database): Promise<BoardId[]> {
  return (await keysOf(database, { prefix: KEY.deletions() })).map((key) => key[1] as BoardId);
}
