import { crc32 } from "node:zlib";
import { Damaged } from "./damage.ts";
import type { Chunked } from "./chunks.ts";

/**
 * One entry of a board's log:
 *
 *     [version 2][CRC-32 of the update, 4 bytes, big-endian][the update …]
 *
 * or a Chunked record if the update is too large for one value, or a mark in place of an entry that was set aside.
 */
export type LogEntry = Uint8Array | Chunked | SetAside;

/** Takes the place of a damaged entry, so that the log has no gap. */
export interface SetAside {
  readonly setAside: string;
}

const VERSION = 2;
/** The earlier format, without a checksum. */
const VERSION_PLAIN = 1;
const HEADER_BYTES = 5;

/** Larger updates are stored as chunks: a value holds 65,536 bytes. */
export const INLINE_BYTES_MAX = 65_000;

export function packEntry(update: Uint8Array): Uint8Array {
  const entry = new Uint8Array(HEADER_BYTES + update.length);
  entry[0] = VERSION;
  new DataView(entry.buffer).setUint32(1, crc32(update));
  entry.set(update, HEADER_BYTES);
  return entry;
}

/** @throws {Damaged} when the checksum does not match; an Error when a newer version of the server wrote the entry */
export function unpackEntry(entry: Uint8Array): Uint8Array {
  if (entry[0] === VERSION_PLAIN) return entry.subarray(1);
  if (entry[0] > VERSION) throw new Error(`Cannot read entry as its version is newer: ${entry[0]}`);
  if (entry[0] !== VERSION || entry.length < HEADER_BYTES) throw new Damaged("Cannot read entry as it is damaged");
  const update = entry.subarray(HEADER_BYTES);
  const sum = new DataView(entry.buffer, entry.byteOffset).getUint32(1);
  if (sum !== crc32(update)) throw new Damaged("Cannot read entry as its checksum does not fit");
  return update;
}

export function isSetAside(entry: LogEntry): entry is SetAside {
  return !(entry instanceof Uint8Array) && "setAside" in entry;
}
