import { hasAt, type Reading, viewOf } from "./header_reader.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Names of the file format for still pictures and for sequences. */
const BRANDS = ["avif", "avis"];
/** The brands of a file, bytes. */
const BRANDS_BYTES_MAX = 1_024;
/** The description of the pictures in a file, bytes. Of a picture in 1,000 tiles it has 20 kB. */
const META_BYTES_MAX = 256 * 1024;
/** Boxes before the description. Files have at most three. */
const BOXES_MAX = 16;

/** The size of an AVIF picture (ISO/IEC 23008-12). Undefined when the file has other contents. */
export function* avifSize(): Reading<Size | undefined> {
  for (let count = 0; count < BOXES_MAX; count++) {
    const head = yield { bytes: 8 };
    if (head.length < 8) return undefined;
    const bytes = viewOf(head).getUint32(0) - 8;
    // The last box may be as long as the file, and others may have long lengths. The description has neither.
    if (bytes < 0) return undefined;
    if (count === 0) {
      if (bytes > BRANDS_BYTES_MAX || !isAvif(yield { bytes })) return undefined;
    } else if (hasAt(head, 4, "meta")) {
      return bytes > META_BYTES_MAX ? undefined : largest(yield { bytes });
    } else yield { skip: bytes };
  }
  return undefined;
}

/** The major brand, its version, and all compatible brands. */
function isAvif(brands: Uint8Array): boolean {
  for (let at = 0; at + 4 <= brands.length; at += 4) {
    if (at !== 4 && BRANDS.some((brand) => hasAt(brands, at, brand))) return true;
  }
  return false;
}

/** The size of the largest picture: others are tiles of it, its transparency, or a small copy. */
function largest(meta: Uint8Array): Size | undefined {
  let found: Size | undefined;
  // A version and flags come first.
  for (const [type, body] of boxesIn(meta.subarray(4))) {
    if (type !== "iprp") continue;
    for (const [type, properties] of boxesIn(body)) {
      if (type !== "ipco") continue;
      for (const [type, property] of boxesIn(properties)) {
        if (type !== "ispe" || property.length < 12) continue;
        const size = { width: viewOf(property).getUint32(4), height: viewOf(property).getUint32(8) };
        if (!found || size.width * size.height > found.width * found.height) found = size;
      }
    }
  }
  return found;
}

function* boxesIn(bytes: Uint8Array): Generator<[type: string, body: Uint8Array]> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = viewOf(bytes).getUint32(at);
    if (size < 8 || at + size > bytes.length) return;
    yield [String.fromCharCode(...bytes.subarray(at + 4, at + 8)), bytes.subarray(at + 8, at + size)];
    at += size;
  }
}
