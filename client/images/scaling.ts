import { digest } from "lib0/hash/sha256";
import { encodeHex } from "../../board/bytes/hex.ts";
import type { PictureType } from "../../board/asset/asset_types.ts";
import { withoutMetadata } from "./metadata/without_metadata.ts";
import { encodePreview, gridFor } from "../../board/pictures/preview.ts";

/** What a picture becomes before it travels. */
export interface Prepared {
  readonly bytes: Blob;
  readonly asset: string;
  readonly type: PictureType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly preview: Uint8Array;
  /** True when the picture was scaled or encoded again. */
  readonly isChanged: boolean;
}

export interface PreparedRequest {
  readonly file: Blob;
  readonly type: PictureType | "image/heic";
  /** Longer side that a picture may keep, pixels. */
  readonly edgeMax: number;
  readonly bytesMax: number;
  /** A picture of which browsers make no bitmap from a file, already drawn; undefined for all others. */
  readonly drawn?: ImageBitmap;
}

/** Quality of pictures that are encoded again. */
const QUALITY = 0.9;

/** Scaled down at most this often until the bytes fit. */
const ATTEMPTS = 4;

/** Animated pictures and drawings lose what they are when they are scaled. */
const KEPT: ReadonlySet<string> = new Set(["image/gif", "image/svg+xml"]);

/**
 * Decodes a picture, scales it where it is too large, and makes its preview. Runs in a worker.
 *
 * @throws when the browser cannot decode it, or a picture that has to stay as it is has too many bytes
 */
export async function prepare(
  { file: given, type, edgeMax, bytesMax, drawn }: PreparedRequest,
): Promise<Prepared> {
  // Pictures that are encoded again have no metadata.
  const file = given.size > bytesMax ? given : await withoutMetadata(given);
  const bitmap = drawn ?? await createImageBitmap(file);
  try {
    const { width, height } = bitmap;
    const isLarge = Math.max(width, height) > edgeMax || file.size > bytesMax;
    const isKept = type !== "image/heic" && (KEPT.has(type) || !isLarge);
    const picture = isKept
      ? { bytes: file, type, width, height }
      : await encoded(bitmap, { edgeMax, bytesMax, hasAlpha: type !== "image/jpeg" && type !== "image/heic" });
    if (picture.bytes.size > bytesMax) throw new RangeError("Cannot send the picture as it has too many bytes");
    return {
      ...picture,
      asset: await hashOf(picture.bytes),
      preview: previewOf(bitmap),
      isChanged: !isKept,
    };
  } finally {
    bitmap.close();
  }
}

async function encoded(
  bitmap: ImageBitmap,
  { edgeMax, bytesMax, hasAlpha }: { edgeMax: number; bytesMax: number; hasAlpha: boolean },
): Promise<{ bytes: Blob; type: PictureType; width: number; height: number }> {
  let scale = Math.min(1, edgeMax / Math.max(bitmap.width, bitmap.height));
  for (let attempt = 1;; attempt++) {
    const width = Math.max(1, Math.round(bitmap.width * scale)),
      height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = drawnAt(bitmap, width, height);
    // A browser that cannot encode WebP makes a PNG instead.
    const wanted = hasAlpha ? "image/webp" : "image/jpeg";
    const bytes = await canvas.convertToBlob({ type: wanted, quality: QUALITY });
    canvas.width = canvas.height = 0;
    const type: PictureType = bytes.type === wanted ? wanted : "image/png";
    if (bytes.size <= bytesMax || attempt === ATTEMPTS) return { bytes, type, width, height };
    scale *= Math.sqrt(bytesMax / bytes.size) * 0.9;
  }
}

function previewOf(bitmap: ImageBitmap): Uint8Array {
  const { columns, rows } = gridFor(bitmap.width, bitmap.height);
  const canvas = drawnAt(bitmap, columns, rows);
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, columns, rows);
  return encodePreview({ columns, rows, pixels: new Uint8ClampedArray(data) });
}

function drawnAt(bitmap: ImageBitmap, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

/** The SHA-256 of bytes in hex. */
export async function hashOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Browsers offer it in secure contexts only, and boards are also used at plain addresses in a local network.
  return encodeHex(
    globalThis.crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : digest(bytes),
  );
}
