import { crc32 } from "node:zlib";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Chunked } from "./chunks.ts";
import { Damaged } from "./damage.ts";
import { type EntryOrigin, readOrigin, writeOrigin } from "./entry_origin.ts";

/**
 * One entry of a board's log; see PROTOCOL.md 13:
 *
 *     [version 3][CRC-32 of the rest, 4 bytes, big-endian][origin][the update …]
 *
 * or a Chunked record if the update is too large for one value, or a mark in place of an entry that was set aside.
 */
export type LogEntry = Uint8Array | ChunkedEntry | SetAside;

export interface ChunkedEntry extends Chunked {
  /** An entry without an update. Absent in entries of earlier versions, which ignore it. */
  readonly origin?: Uint8Array;
}

/** Takes the place of a damaged entry, so that the log has no gap. */
export interface SetAside {
  readonly setAside: string;
}

export interface Unpacked {
  readonly update: Uint8Array;
  /** Undefined in entries of earlier versions. */
  readonly origin?: EntryOrigin;
}

const VERSION = 3;
/** Earlier formats: with a checksum of the update and without an origin; and without either. */
const VERSION_ANONYMOUS = 2;
const VERSION_PLAIN = 1;
const HEADER_BYTES = 5;

export function packEntry(update: Uint8Array, origin: EntryOrigin): Uint8Array {
  const encoder = encoding.createEncoder();
  writeOrigin(encoder, origin);
  const from = HEADER_BYTES + encoding.length(encoder);
  const entry = new Uint8Array(from + update.length);
  entry[0] = VERSION;
  entry.set(encoding.toUint8Array(encoder), HEADER_BYTES);
  entry.set(update, from);
  new DataView(entry.buffer).setUint32(1, crc32(entry.subarray(HEADER_BYTES)));
  return entry;
}

/** @throws {Damaged} when the checksum does not match; an Error when a newer version of the server wrote the entry */
export function unpackEntry(entry: Uint8Array): Unpacked {
  if (entry[0] === VERSION_PLAIN) return { update: entry.subarray(1) };
  if (entry[0] > VERSION) throw new Error(`Cannot read entry as its version is newer: ${entry[0]}`);
  if (entry[0] < VERSION_PLAIN || entry.length < HEADER_BYTES) throw new Damaged("Cannot read entry as it is damaged");
  const rest = entry.subarray(HEADER_BYTES);
  const sum = new DataView(entry.buffer, entry.byteOffset).getUint32(1);
  if (sum !== crc32(rest)) throw new Damaged("Cannot read entry as its checksum does not fit");
  if (entry[0] === VERSION_ANONYMOUS) return { update: rest };
  const decoder = decoding.createDecoder(rest);
  const origin = readOrigin(decoder);
  return { update: rest.subarray(decoder.pos), origin };
}

/** The origin of an entry; undefined when it has none that can be read. */
export function originOf(entry: LogEntry): EntryOrigin | undefined {
  if (isSetAside(entry)) return undefined;
  const packed = entry instanceof Uint8Array ? entry : entry.origin;
  try {
    return packed && unpackEntry(packed).origin;
  } catch {
    return undefined;
  }
}

export function isSetAside(entry: LogEntry): entry is SetAside {
  return !(entry instanceof Uint8Array) && "setAside" in entry;
}
