import type { Key, KeyPart } from "./database.ts";

/** The first byte of each part, as in Deno KV. */
const TAG = { bytes: 1, string: 2, number: 4, false: 5, true: 6 } as const;

/**
 * Encodes a key so that the bytes have the order of the keys. This is Deno KV's encoding: a tag, then the part; bytes
 * and strings end with 0, and a 0 inside is followed by 255.
 */
export function encodeKey(key: Key): Uint8Array {
  const out: number[] = [];
  for (const part of key) encodePart(out, part);
  return Uint8Array.from(out);
}

function encodePart(out: number[], part: KeyPart): void {
  if (typeof part === "boolean") out.push(part ? TAG.true : TAG.false);
  else if (typeof part === "number") encodeNumber(out, part);
  else if (typeof part === "string") encodeBytes(out, TAG.string, encoder.encode(part));
  else encodeBytes(out, TAG.bytes, part);
}

function encodeBytes(out: number[], tag: number, bytes: Uint8Array): void {
  out.push(tag);
  for (const byte of bytes) {
    out.push(byte);
    if (byte === 0) out.push(0xff);
  }
  out.push(0);
}

/** IEEE 754 bits with the sign flipped, and all bits of negative numbers: then their order is the order of bytes. */
function encodeNumber(out: number[], value: number): void {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  const isNegative = bytes[0] >= 0x80;
  out.push(TAG.number, ...bytes.map((byte, i) => isNegative ? byte ^ 0xff : i === 0 ? byte ^ 0x80 : byte));
}

/** Decodes what `encodeKey` returned. @throws when it is not an encoded key */
export function decodeKey(encoded: Uint8Array): Key {
  const key: KeyPart[] = [];
  for (let at = 0; at < encoded.length;) {
    const tag = encoded[at++];
    if (tag === TAG.false || tag === TAG.true) key.push(tag === TAG.true);
    else if (tag === TAG.number) {
      key.push(decodeNumber(encoded.subarray(at, at + 8)));
      at += 8;
    } else if (tag === TAG.bytes || tag === TAG.string) {
      const content: number[] = [];
      for (; encoded[at] !== 0 || encoded[at + 1] === 0xff; at++) {
        if (at >= encoded.length) throw new Error("Cannot decode key as a part has no end");
        content.push(encoded[at]);
        if (encoded[at] === 0) at++;
      }
      at++;
      const bytes = Uint8Array.from(content);
      key.push(tag === TAG.bytes ? bytes : decoder.decode(bytes));
    } else throw new Error(`Cannot decode key as a tag is unknown: ${tag}`);
  }
  return key;
}

function decodeNumber(encoded: Uint8Array): number {
  const isNegative = encoded[0] < 0x80;
  const bytes = encoded.map((byte, i) => isNegative ? byte ^ 0xff : i === 0 ? byte ^ 0x80 : byte);
  return new DataView(bytes.buffer).getFloat64(0);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
