import { ASSET_BYTES_MAX } from "../../board/asset/asset_limits.ts";
import { Problem } from "../editor/problem.ts";
import { IMAGES } from "../messages/en/images.ts";
import { drawnImage } from "./drawn_image.ts";
import { HEAD_BYTES, pictureTypeOf } from "./picture_type.ts";
import type { Scaler } from "./scaler.ts";
import type { Prepared } from "./scaling.ts";

/** Longer side of pictures that travel, pixels. */
const EDGE_MAX = 4_096;

/** Longer side of pictures that are kept as they are, pixels: more than browsers can paint. */
const ORIGINAL_EDGE_MAX = 16_384;

export interface PreparedFiles {
  readonly pictures: readonly Prepared[];
  /** Why some are missing, for the person. */
  readonly problem: string | undefined;
}

/** Reads files as pictures, and scales those that are too large. */
export async function preparedFiles(
  files: readonly Blob[],
  { scaler, isOriginal }: { scaler: Scaler; isOriginal: boolean },
): Promise<PreparedFiles> {
  const results = await Promise.all(
    files.map((file) => preparedFile(file, scaler, isOriginal).catch((error: Error) => error)),
  );
  const errors = results.filter((result) => result instanceof Error);
  const special = errors.find((error) => error instanceof Problem);
  return {
    pictures: results.filter((result): result is Prepared => !(result instanceof Error)),
    problem: special?.message ?? (errors.length > 0 ? IMAGES.unreadable({ count: errors.length }) : undefined),
  };
}

async function preparedFile(file: Blob, scaler: Scaler, isOriginal: boolean): Promise<Prepared> {
  const type = pictureTypeOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (type === undefined) throw new TypeError("Cannot read the file as it is no picture");
  // With the type of its content, whatever its name says: browsers draw SVG by type only.
  const typed = new Blob([file], { type });
  const isDrawing = type === "image/svg+xml";
  try {
    return await scaler.prepare({
      file: typed,
      type,
      edgeMax: isOriginal ? ORIGINAL_EDGE_MAX : EDGE_MAX,
      bytesMax: ASSET_BYTES_MAX,
      ...isDrawing && { drawn: await drawnImage(typed) },
    });
  } catch (error) {
    if (type === "image/heic") throw new Problem(IMAGES.heic);
    throw (error as Error).name === "RangeError" ? new Problem(IMAGES.fileTooLarge) : error;
  }
}

/** A picture of a page that was made here, and is as large as it should be. */
export async function preparedPage(file: Blob, scaler: Scaler): Promise<Prepared> {
  return await scaler.prepare({
    file,
    type: file.type as "image/webp" | "image/png" | "image/jpeg",
    edgeMax: EDGE_MAX,
    bytesMax: ASSET_BYTES_MAX,
  });
}
