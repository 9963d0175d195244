import { type AssetType, PDF_TYPE } from "./asset_types.ts";
import { avifSize } from "./avif_size.ts";
import { hasAt, HeaderReader, type Reading, viewOf } from "./header_reader.ts";
import { isSvg } from "./svg_start.ts";

/** What the first bytes of a picture say about it. An SVG may have any size in pixels, and a PDF has none. */
export interface ImageFacts {
  readonly type: AssetType;
  readonly width?: number;
  readonly height?: number;
}

/** Where the header of a PDF may begin at the latest: readers accept other bytes before it. */
const PDF_START_BYTES = 1_024;

/** The longest start of a file that an SVG may have before its first element, bytes. */
const SVG_START_BYTES = 64 * 1024;

/**
 * Reads the type and the size of a picture while its bytes arrive: undefined when it is none of a type that is stored.
 * Nothing else says what it is, neither its name nor what the sender claims.
 */
export function imageHeader(): HeaderReader<ImageFacts | undefined> {
  return new HeaderReader(read());
}

function* read(): Reading<ImageFacts | undefined> {
  const start = yield { bytes: 12, isPeek: true };
  if (hasAt(start, 0, "\x89PNG\r\n\x1a\n")) return yield* readPng();
  if (hasAt(start, 0, "\xff\xd8\xff")) return yield* readJpeg();
  if (hasAt(start, 0, "GIF87a") || hasAt(start, 0, "GIF89a")) return yield* readGif();
  if (hasAt(start, 0, "RIFF") && hasAt(start, 8, "WEBP")) return yield* readWebp();
  if (hasAt(start, 4, "ftyp")) {
    const size = yield* avifSize();
    return size && { type: "image/avif", ...size };
  }
  if (isPdf(yield { bytes: PDF_START_BYTES, isPeek: true })) return { type: PDF_TYPE };
  return isSvg(yield { bytes: SVG_START_BYTES, isPeek: true }) ? { type: "image/svg+xml" } : undefined;
}

/** Whether a file with these first bytes is a PDF. An SVG may have the same words in a comment. */
function isPdf(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(0x25);
  for (let from = at; from >= 0; from = bytes.indexOf(0x25, from + 1)) {
    if (hasAt(bytes, from, "%PDF-")) return !isSvg(bytes);
  }
  return false;
}

function* readPng(): Reading<ImageFacts | undefined> {
  const bytes = yield { bytes: 24 };
  if (bytes.length < 24 || !hasAt(bytes, 12, "IHDR")) return undefined;
  const view = viewOf(bytes);
  return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

function* readGif(): Reading<ImageFacts | undefined> {
  const bytes = yield { bytes: 10 };
  if (bytes.length < 10) return undefined;
  const view = viewOf(bytes);
  return { type: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function* readWebp(): Reading<ImageFacts | undefined> {
  const bytes = yield { bytes: 30 };
  if (bytes.length < 30) return undefined;
  const view = viewOf(bytes);
  const type = "image/webp";
  if (hasAt(bytes, 12, "VP8X")) return { type, width: uint24(bytes, 24) + 1, height: uint24(bytes, 27) + 1 };
  if (hasAt(bytes, 12, "VP8L") && bytes[20] === 0x2f) {
    const bits = view.getUint32(21, true);
    return { type, width: (bits & 0x3fff) + 1, height: (bits >>> 14 & 0x3fff) + 1 };
  }
  if (!hasAt(bytes, 12, "VP8 ") || !hasAt(bytes, 23, "\x9d\x01\x2a")) return undefined;
  return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** The size comes after segments of any length: metadata, colour profiles, small copies of the picture. */
function* readJpeg(): Reading<ImageFacts | undefined> {
  yield { skip: 2 };
  for (;;) {
    let [mark, marker] = yield { bytes: 2 };
    if (mark !== 0xff) return undefined;
    while (marker === 0xff) [marker] = yield { bytes: 1 };
    const isSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isSize) {
      const bytes = yield { bytes: 7 };
      if (bytes.length < 7) return undefined;
      const view = viewOf(bytes);
      return { type: "image/jpeg", width: view.getUint16(5), height: view.getUint16(3) };
    }
    // Image data, the end, or nothing: the size did not come before.
    if (marker === undefined || marker === 0xda || marker === 0xd9) return undefined;
    const isAlone = marker === 0x01 || marker >= 0xd0 && marker <= 0xd7;
    if (isAlone) continue;
    const length = yield { bytes: 2 };
    if (length.length < 2 || viewOf(length).getUint16(0) < 2) return undefined;
    yield { skip: viewOf(length).getUint16(0) - 2 };
  }
}

function uint24(bytes: Uint8Array, position: number): number {
  return bytes[position] | bytes[position + 1] << 8 | bytes[position + 2] << 16;
}
