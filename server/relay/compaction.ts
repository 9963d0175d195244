import * as Y from "yjs";
import type { BoardId, BoardStore, Head } from "../store/board_store.ts";
import { buildDocument } from "./live_document.ts";

/** Entries in the log that make a load slow enough to be worth a snapshot. */
const ENTRIES_MAX = 500;
/** Bytes in the log that do so, at least … */
const BYTES_MIN = 1024 * 1024;
/** … and as a share of the snapshot, so that a large board is not rewritten for every small addition. */
const BYTES_SHARE = 0.5;

export function isDue({ entries, bytes, snapshotBytes }: Head): boolean {
  return entries >= ENTRIES_MAX || (entries > 1 && bytes >= Math.max(BYTES_MIN, snapshotBytes * BYTES_SHARE));
}

/**
 * Replaces a board's log by a snapshot built from what is stored, not from the live document: the snapshot then says
 * what a reload would have said, whatever happened in memory.
 */
export async function compact(store: BoardStore, board: BoardId): Promise<void> {
  const stored = await store.load(board);
  if (stored === undefined) return;
  const doc = buildDocument(stored.updates);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  await store.compact(board, { update, upTo: stored.head.seq });
}
