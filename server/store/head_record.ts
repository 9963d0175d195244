import { crc32 } from "node:zlib";
import type { Chunked } from "./chunks.ts";

/** The record of a board's current log and snapshot. Writing it makes an append or a snapshot take effect. */
export interface HeadRecord {
  readonly format: 1;
  readonly seq: number;
  readonly bytes: number;
  readonly snapshot?: SnapshotRecord;
  /** The previous generation. Together with the log since then, it restores the board if `snapshot` is damaged. */
  readonly previous?: SnapshotRecord;
}

export interface SnapshotRecord extends Chunked {
  readonly upTo: number;
}

type Sealed = HeadRecord & { readonly sum: number };

/** Adds a checksum to the record: a damaged, smaller `seq` would otherwise silently shorten the board. */
export function seal(record: HeadRecord): Sealed {
  return { ...record, sum: sumOf(record) };
}

/** @throws when the record is damaged or its format is newer; the board cannot be read without it */
export function unseal(stored: unknown): HeadRecord {
  if (typeof stored !== "object" || stored === null) throw new Error("Cannot read board as its head is damaged");
  const { sum, ...record } = stored as Sealed;
  if (record.format !== 1) throw new Error(`Cannot read board as its format is newer: ${record.format}`);
  // Boards stored by earlier versions have no checksum.
  if (sum !== undefined && sum !== sumOf(record)) throw new Error("Cannot read board as its head is damaged");
  return inOrder(record);
}

/**
 * In an earlier version, two instances that compacted at the same time could leave a snapshot that covers less than the
 * previous one, without the entries between the two. This swaps them, so that the larger one counts.
 */
function inOrder(record: HeadRecord): HeadRecord {
  const { snapshot, previous } = record;
  if (snapshot === undefined || previous === undefined || previous.upTo <= snapshot.upTo) return record;
  return { ...record, snapshot: previous, previous: snapshot };
}

function sumOf(record: HeadRecord): number {
  return crc32(JSON.stringify(record));
}
