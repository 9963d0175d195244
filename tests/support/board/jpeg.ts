import { segmentOf } from "./exif.ts";

/** The bytes of a JPEG as far as they are read: its size, and picture data of any length. */
export function jpegOf({ width = 128, height = 128, bytes = 400 } = {}): Uint8Array<ArrayBuffer> {
  const size = [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const head = [0xff, 0xd8, ...segmentOf(0xe0, "JFIF", [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]), ...segmentOf(0xc0, "", size)];
  const scan = segmentOf(0xda, "", [3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3f, 0]);
  const rest = Array.from({ length: Math.max(0, bytes - head.length - scan.length - 2) }, (_, i) => i % 251);
  return Uint8Array.from([...head, ...scan, ...rest, 0xff, 0xd9]);
}
