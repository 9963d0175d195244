import { viewOf } from "../../../board/asset/header_reader.ts";
import { KeptBytes } from "./kept_bytes.ts";
import { exifOf, orientationIn } from "./orientation.ts";

/** "RIFF", the length of the rest, "WEBP". */
const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;

const SEEN = /^(VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP)$/;

/** Bits of the first byte in the chunk `VP8X`. */
const HAS_XMP = 0x04;
const HAS_EXIF = 0x08;

/** Some programs put the name of the JPEG segment before EXIF data. */
const EXIF_NAME = /^Exif\0\0/;

/** A WebP without EXIF data, XMP, and chunks that decoders do not know. Nothing that follows its end stays. */
export function bareWebp(file: Uint8Array): Uint8Array<ArrayBuffer> {
  if (file.length < HEAD_BYTES + CHUNK_HEAD_BYTES) return new Uint8Array(file);
  const view = viewOf(file);
  const length = Math.min(file.length, CHUNK_HEAD_BYTES + view.getUint32(4, true));
  const kept = new KeptBytes(file);
  kept.add(file.subarray(0, HEAD_BYTES));
  let features: number | undefined;
  let orientation: number | undefined;
  for (let at = HEAD_BYTES; at + CHUNK_HEAD_BYTES <= length;) {
    const type = textOf(file.subarray(at, at + 4));
    const bytes = view.getUint32(at + 4, true);
    const end = Math.min(length, at + CHUNK_HEAD_BYTES + bytes + bytes % 2);
    const chunk = file.subarray(at, end);
    if (SEEN.test(type)) {
      const begin = kept.add(chunk);
      if (type === "VP8X" && chunk.length > CHUNK_HEAD_BYTES) features ??= begin + CHUNK_HEAD_BYTES;
    } else if (type === "EXIF" && orientation === undefined) {
      orientation = orientationIn(exifIn(chunk.subarray(CHUNK_HEAD_BYTES)));
      if (orientation) kept.add(chunkOf(exifOf(orientation)));
    }
    at = end;
  }
  const { bytes } = kept;
  viewOf(bytes).setUint32(4, bytes.length - CHUNK_HEAD_BYTES, true);
  if (features !== undefined) bytes[features] = bytes[features] & ~(HAS_XMP | HAS_EXIF) | (orientation ? HAS_EXIF : 0);
  return bytes;
}

function exifIn(content: Uint8Array): Uint8Array {
  return EXIF_NAME.test(textOf(content.subarray(0, 6))) ? content.subarray(6) : content;
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** EXIF data has an even length here, so that nothing needs to fill it up. */
function chunkOf(exif: Uint8Array): number[] {
  return [...[..."EXIF"].map((letter) => letter.charCodeAt(0)), exif.length, 0, 0, 0, ...exif];
}
