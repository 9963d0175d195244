import type { BoardId, BoardStore, Head } from "../store/board_store.ts";
import type { LiveDocument } from "./live_document.ts";

/** From this number of log entries on, a load is slow enough to justify a snapshot. */
const ENTRIES_MAX = 500;
/** Minimum size of the log, bytes, that justifies a snapshot. */
const BYTES_MIN = 1024 * 1024;
/** The same as a share of the snapshot, so that small additions do not rewrite a large board. */
const BYTES_SHARE = 0.5;

/** A stored board this many times as large as its document consists mostly of deleted content. */
const WASTE_MAX = 2;

export function isDue({ entries, bytes, snapshotBytes }: Head): boolean {
  return entries >= ENTRIES_MAX || (entries > 1 && bytes >= Math.max(BYTES_MIN, snapshotBytes * BYTES_SHARE));
}

/**
 * Replaces the stored updates of a board that was just loaded by its document, if the document is much smaller. Most of
 * the stored content was deleted then.
 */
export async function shrink(
  store: BoardStore,
  board: BoardId,
  { head, document }: { head: Head; document: LiveDocument },
): Promise<void> {
  const stored = head.bytes + head.snapshotBytes;
  if (stored < BYTES_MIN || document.encodedBytes * WASTE_MAX >= stored) return;
  await store.compact(board, head, [document.encode()]);
}
