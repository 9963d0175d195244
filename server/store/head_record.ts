import { crc32 } from "node:zlib";
import type { Chunked } from "./chunks.ts";

/** What a board consists of; the one value that makes an append or a snapshot happen. */
export interface HeadRecord {
  readonly format: 1;
  readonly seq: number;
  readonly bytes: number;
  readonly snapshot?: SnapshotRecord;
  /** One generation back: with the log since, it is the board again if the newest cannot be read. */
  readonly previous?: SnapshotRecord;
}

export interface SnapshotRecord extends Chunked {
  readonly upTo: number;
}

type Sealed = HeadRecord & { readonly sum: number };

/** The record as it is stored: with a checksum, as a smaller `seq` would be a smaller board that nobody misses. */
export function seal(record: HeadRecord): Sealed {
  return { ...record, sum: sumOf(record) };
}

/** @throws when the record is not what was stored, or is of a newer format. There is no board without it. */
export function unseal(stored: unknown): HeadRecord {
  if (typeof stored !== "object" || stored === null) throw new Error("Cannot read board as its head is damaged");
  const { sum, ...record } = stored as Sealed;
  if (record.format !== 1) throw new Error(`Cannot read board as its format is newer: ${record.format}`);
  // Boards of before there was a checksum have none.
  if (sum !== undefined && sum !== sumOf(record)) throw new Error("Cannot read board as its head is damaged");
  return inOrder(record);
}

/**
 * In an earlier version two instances that compacted at once could leave a snapshot that covers less than the one before
 * it, without the entries between the two. The newer one is the board.
 */
function inOrder(record: HeadRecord): HeadRecord {
  const { snapshot, previous } = record;
  if (snapshot === undefined || previous === undefined || previous.upTo <= snapshot.upTo) return record;
  return { ...record, snapshot: previous, previous: snapshot };
}

function sumOf(record: HeadRecord): number {
  return crc32(JSON.stringify(record));
}
