import { splice } from "../../board/splice.ts";
import { scanOwnUpdate } from "../../board/update.ts";
import type { BoardId, BoardStore, Head, StoredBoard } from "../store/board_store.ts";
import { buildDocument } from "./stored_document.ts";

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
 * Replaces a board's log by a snapshot. It is made of the stored bytes, not of the live document, so it says what a
 * reload would have said, whatever happened in memory; and by splicing, as building a document of a large board would
 * keep everybody waiting.
 *
 * @returns the head of the log after it
 */
export function compact(store: BoardStore, board: BoardId): Promise<Head | undefined> {
  // One at a time in a process: boards that were begun together grow due together, and all at once would stop everybody.
  const compacted = turn.then(() => compactNow(store, board));
  turn = compacted.catch(() => {});
  return compacted;
}

let turn: Promise<unknown> = Promise.resolve();

async function compactNow(store: BoardStore, board: BoardId): Promise<Head | undefined> {
  const stored = await store.load(board);
  if (stored === undefined) return undefined;
  const update = splice(stored.updates.map((entry) => scanOwnUpdate(entry)));
  // A board that lost entries may have holes; it stays as it is until those who have the rest have brought it.
  if (stored.damage) buildDocument([update]).destroy();
  const head = await store.compact(board, stored.head, update);
  return head === "conflict" ? undefined : head;
}

/**
 * Splicing keeps the content of what was deleted; a document drops it. When a board has just been loaded, and its
 * document is much smaller than what is stored, the document takes its place.
 */
export async function shrink(
  store: BoardStore,
  board: BoardId,
  { stored, encode }: { stored: StoredBoard; encode: () => Uint8Array },
): Promise<void> {
  const { head } = stored;
  if (head.bytes + head.snapshotBytes < BYTES_MIN) return;
  const update = encode();
  if (update.length * WASTE_MAX < head.bytes + head.snapshotBytes) {
    await store.compact(board, head, update);
  }
}
