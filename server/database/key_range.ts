import type { KeyRange } from "./database.ts";
import { encodeKey } from "./key_encoding.ts";

/** The first encoded key of the range, and the first one after it. */
export function boundsOf(range: KeyRange): { start: Uint8Array; end: Uint8Array } {
  if (!("prefix" in range)) return { start: encodeKey(range.start), end: encodeKey(range.end) };
  const prefix = encodeKey(range.prefix);
  return {
    // Every part begins with a byte from 1 to 6.
    start: "start" in range && range.start ? encodeKey(range.start) : Uint8Array.of(...prefix, 1),
    end: "end" in range ? encodeKey(range.end) : Uint8Array.of(...prefix, 0xff),
  };
}
