import { bareAvif } from "./bare_avif.ts";
import { bareGif } from "./bare_gif.ts";
import { bareJpeg } from "./bare_jpeg.ts";
import { barePng } from "./bare_png.ts";
import { bareSvg, isSame } from "./bare_svg.ts";
import { bareWebp } from "./bare_webp.ts";

/** Files that say where and when they were made, and by whom. */
const BARE = new Map([
  ["image/avif", bareAvif],
  ["image/gif", bareGif],
  ["image/jpeg", bareJpeg],
  ["image/png", barePng],
  ["image/webp", bareWebp],
]);

/**
 * A picture without what it says about its making: place, time, device, author, comments, and smaller or other pictures
 * of the same scene. The pixels are not encoded again; orientation and colour profile stay. A damaged file stays as
 * damaged as it was.
 */
export async function withoutMetadata(file: Blob): Promise<Blob> {
  const { type } = file;
  if (!BARE.has(type) && type !== "image/svg+xml") return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const bare = type === "image/svg+xml" ? bareSvg(bytes, bareOf) : bareOf(bytes, type);
  // The bytes of a picture that has nothing to hide stay the same, and with them its name.
  return isSame(bare, bytes) ? file : new Blob([bare], { type });
}

function bareOf(bytes: Uint8Array, type: string): Uint8Array<ArrayBuffer> {
  return BARE.get(type)!(bytes);
}
