import { hasAt, viewOf } from "../../../board/asset/header_reader.ts";
import { crc32 } from "../../../board/bytes/crc32.ts";
import { KeptBytes } from "./kept_bytes.ts";
import { exifOf, orientationIn } from "./orientation.ts";

const SIGNATURE_BYTES = 8;
/** The length before a chunk's type, and the checksum after its content. */
const LENGTH_BYTES = 4;
const FRAME_BYTES = 12;

/** The optional chunks that change what is seen: transparency, colours, pixel shape and animation. */
const SEEN = /^(tRNS|gAMA|cHRM|sRGB|iCCP|cICP|mDC[Vv]|cLL[Ii]|sBIT|bKGD|pHYs|acTL|fcTL|fdAT)$/;

/** A PNG without EXIF data, texts, time, and the data of programs. Nothing that follows its end stays. */
export function barePng(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new KeptBytes(file);
  kept.add(file.subarray(0, SIGNATURE_BYTES));
  let isExifRead = false;
  for (let at = SIGNATURE_BYTES; at + FRAME_BYTES <= file.length;) {
    const type = String.fromCharCode(...file.subarray(at + LENGTH_BYTES, at + 8));
    // Without a last chunk that is whole, the file was cut off.
    const end = at + FRAME_BYTES + viewOf(file).getUint32(at);
    const chunk = file.subarray(at, end);
    // A capital letter marks what a decoder has to know.
    if (/^[A-Z]/.test(type) || SEEN.test(type)) kept.add(chunk);
    else if (type === "eXIf" && !isExifRead) {
      isExifRead = true;
      const orientation = orientationIn(chunk.subarray(8, -4));
      if (orientation) kept.add(chunkOf(exifOf(orientation)));
    }
    if (hasAt(chunk, LENGTH_BYTES, "IEND")) break;
    at = end;
  }
  return kept.bytes;
}

function chunkOf(exif: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(FRAME_BYTES + exif.length);
  chunk.set([0, 0, 0, exif.length, ...[..."eXIf"].map((letter) => letter.charCodeAt(0)), ...exif]);
  viewOf(chunk).setUint32(chunk.length - 4, crc32(chunk.subarray(LENGTH_BYTES, -4)));
  return chunk;
}
