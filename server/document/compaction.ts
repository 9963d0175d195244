import type { BoardId, BoardStore, Head } from "../store/board_store.ts";
import type { LiveDocument } from "./live_document.ts";

/** Entries in the log that make a load slow enough to be worth a snapshot. */
const ENTRIES_MAX = 500;
/** Bytes in the log that do so, at least … */
const BYTES_MIN = 1024 * 1024;
/** … and as a share of the snapshot, so that a large board is not rewritten for every small addition. */
const BYTES_SHARE = 0.5;

/** A stored board this many times as large as its document holds mostly what was deleted. */
const WASTE_MAX = 2;

export function isDue({ entries, bytes, snapshotBytes }: Head): boolean {
  return entries >= ENTRIES_MAX || (entries > 1 && bytes >= Math.max(BYTES_MIN, snapshotBytes * BYTES_SHARE));
}

/**
 * When a board has just been loaded, and its document is much smaller than what is stored, the document takes its place.
 * Most of what is stored was deleted then.
 */
export async function shrink(
  store: BoardStore,
  board: BoardId,
  { head, document }: { head: Head; document: LiveDocument },
): Promise<void> {
  const stored = head.bytes + head.snapshotBytes;
  if (stored < BYTES_MIN || document.encodedBytes * WASTE_MAX >= stored) return;
  await store.compact(board, head, document.encode());
}
