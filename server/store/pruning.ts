import { release } from "../../board/bytes/release.ts";
import { type Database, entries, type Key } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import type { BoardId } from "./board_store.ts";
import { deleteKeys } from "./bulk_delete.ts";
import { type Chunked, deleteChunks, sweepChunks } from "./chunks.ts";
import { type HeadRecord, unseal } from "./head_record.ts";
import { isSetAside, type LogEntry, originOf } from "./log_entry.ts";
import type { RetentionPolicy } from "./retention.ts";

/** Entries that are in memory together: most have up to 48 KB. */
const PAGE_ENTRIES = 25;

/**
 * Deletes what no generation needs after a snapshot, if the policy agrees: the snapshot before the previous one, and
 * the entries up to the previous one. An entry is deleted before its chunks, so that a process that still reads them
 * detects a changed board instead of a damaged one.
 *
 * @param before the head before the snapshot
 */
export async function prune(
  database: Database,
  board: BoardId,
  { before, retention }: { before: HeadRecord; retention: RetentionPolicy },
): Promise<void> {
  if (before.snapshot !== undefined) {
    const range = { prefix: KEY.log(board), end: KEY.logEntry(board, before.snapshot.upTo + 1) };
    const keys: Key[] = [];
    const chunked: Chunked[] = [];
    for await (const { key, value } of entries<LogEntry>(database, range, { pageSize: PAGE_ENTRIES })) {
      const isDeleted = retention.deletes({ seq: key.at(-1) as number, origin: originOf(value) });
      if (isDeleted) keys.push(key);
      if (value instanceof Uint8Array) release(value);
      else if (isDeleted && !isSetAside(value)) chunked.push(value);
    }
    await deleteKeys(database, keys);
    for (const chunks of chunked) await deleteChunks(database, KEY.chunks(board), chunks);
  }
  if (before.previous) await deleteChunks(database, KEY.chunks(board), before.previous);
}

/** Deletes chunks that earlier crashes left behind. */
export async function sweep(database: Database, board: BoardId, now: number): Promise<void> {
  const head = await database.get<HeadRecord>(KEY.head(board));
  if (head.value === null) return;
  const { snapshot, previous } = unseal(head.value);
  const referred = new Set<string>([snapshot, previous].flatMap((record) => record ? [record.id] : []));
  for (const prefix of [KEY.log(board), KEY.aside(board)]) {
    for await (const { value } of entries<LogEntry>(database, { prefix }, { pageSize: PAGE_ENTRIES })) {
      if (value instanceof Uint8Array) release(value);
      else if (!isSetAside(value)) referred.add(value.id);
    }
  }
  await sweepChunks(database, KEY.chunks(board), { referred, unchanged: head, now });
}
