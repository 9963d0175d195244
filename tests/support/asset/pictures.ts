import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

/** The name of an asset with these bytes. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A PNG of this size that any browser shows. `filler` bytes of a chunk that they pass over make it larger. */
export function png(width: number, height: number, { filler = 0, seed = 0 } = {}): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 0], 8);
  const noise = new Uint8Array(filler).map((_, i) => i * 31 + (i >> 8) * 17 + seed);
  const parts = [
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk("IHDR", header),
    ...(filler > 0 || seed > 0 ? [chunk("prIv", bytesOf(seed), noise)] : []),
    chunk("IDAT", deflateSync(new Uint8Array(Math.min(height, 100) * (1 + Math.min(width, 100))))),
    chunk("IEND"),
  ];
  return joined(...parts);
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Numbers as four bytes each, and texts as one byte for each character. */
export function bytesOf(...values: readonly (number | string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return joined(...values.map((value) => {
    if (typeof value === "string") return Uint8Array.from(value, (letter) => letter.charCodeAt(0));
    return typeof value === "number"
      ? new Uint8Array(new Uint32Array([value]).buffer).reverse()
      : Uint8Array.from(value);
  }));
}

/** A box of an ISO file. */
export function box(type: string, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = joined(...contents);
  return joined(bytesOf(body.length + 8, type), body);
}

function chunk(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = joined(bytesOf(type), ...contents);
  return joined(bytesOf(body.length - 4), body, bytesOf(crc32(body)));
}
