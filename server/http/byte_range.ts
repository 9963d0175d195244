/** A part of a representation, from `start` to before `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a request asks for (RFC 9110, 14): "none" when there is no such part; undefined for the whole, as with
 * several parts, other units, and conditions that do not hold.
 *
 * @param of.etag a strong tag of the representation
 */
export function byteRangeOf(
  { headers }: Request,
  { bytes, etag }: { readonly bytes: number; readonly etag: string },
): ByteRange | "none" | undefined {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(headers.get("range") ?? "");
  if (match === null || headers.has("if-range") && headers.get("if-range") !== etag) return undefined;
  const [first, last] = [match[1], match[2]];
  if (first === "" && last === "") return undefined;
  // The last bytes.
  if (first === "") return Number(last) === 0 ? "none" : { start: Math.max(0, bytes - Number(last)), end: bytes };
  if (last !== "" && Number(last) < Number(first)) return undefined;
  if (Number(first) >= bytes) return "none";
  return { start: Number(first), end: last === "" ? bytes : Math.min(bytes, Number(last) + 1) };
}
