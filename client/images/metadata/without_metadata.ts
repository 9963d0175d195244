import { bareJpeg } from "./bare_jpeg.ts";
import { barePng } from "./bare_png.ts";
import { bareWebp } from "./bare_webp.ts";

/** Files that say where and when they were made, and by whom. */
const BARE = new Map([["image/jpeg", bareJpeg], ["image/png", barePng], ["image/webp", bareWebp]]);

/**
 * A picture without what it says about its making: place, time, device, author, comments, and smaller or other pictures
 * of the same scene. The pixels are not encoded again; orientation and colour profile stay. A damaged file stays as
 * damaged as it was.
 */
export async function withoutMetadata(file: Blob): Promise<Blob> {
  const bareOf = BARE.get(file.type);
  if (bareOf === undefined) return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const bare = bareOf(bytes);
  // The bytes of a picture that has nothing to hide stay the same, and with them its name.
  return bare.length === bytes.length ? file : new Blob([bare], { type: file.type });
}
