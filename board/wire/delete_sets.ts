import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** A delete set inside an encoded update: it begins at `from` and ends with the update. */
export interface EncodedDeletes {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly clients: number;
}

interface Range {
  readonly clock: number;
  readonly end: number;
}

/**
 * Merges delete sets. Ranges of a client are in ascending order and do not overlap afterwards: when Yjs keeps a delete
 * set for structs that are still missing, it encodes differences between ranges, and a negative one would name a struct
 * that does not exist yet. It would be deleted as soon as it does.
 */
export function mergedDeletes(sets: readonly EncodedDeletes[]): Uint8Array {
  const ranges = new Map<number, Range[]>();
  for (const { bytes, from, clients } of sets) {
    const decoder = decoding.createDecoder(bytes);
    decoder.pos = from;
    for (let i = 0; i < clients; i++) read(decoder, ranges);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, ranges.size);
  for (const [client, all] of ranges) {
    const merged = inOrder(all);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, merged.length);
    for (const { clock, end } of merged) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, end - clock);
    }
  }
  return encoding.toUint8Array(encoder);
}

function read(decoder: decoding.Decoder, ranges: Map<number, Range[]>): void {
  const client = decoding.readVarUint(decoder);
  const count = decoding.readVarUint(decoder);
  const known = ranges.get(client) ?? [];
  ranges.set(client, known);
  for (let i = 0; i < count; i++) {
    const clock = decoding.readVarUint(decoder);
    known.push({ clock, end: clock + decoding.readVarUint(decoder) });
  }
}

function inOrder(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.clock - other.clock)) {
    const last = merged.at(-1);
    if (last && range.clock <= last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}
