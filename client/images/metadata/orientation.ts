import { hasAt, viewOf } from "../../../board/asset/header_reader.ts";

const TAG = 0x0112;
const SHORT = 3;

/** How a picture is turned and mirrored before it is shown, 2…8, by its EXIF data; undefined when it is not. */
export function orientationIn(tiff: Uint8Array): number | undefined {
  const isLittle = hasAt(tiff, 0, "II*\0");
  if (!isLittle && !hasAt(tiff, 0, "MM\0*") || tiff.length < 10) return undefined;
  const view = viewOf(tiff);
  const start = view.getUint32(4, isLittle);
  if (start + 2 > tiff.length) return undefined;
  const end = Math.min(start + 2 + view.getUint16(start, isLittle) * 12, tiff.length);
  for (let at = start + 2; at + 12 <= end; at += 12) {
    if (view.getUint16(at, isLittle) !== TAG || view.getUint16(at + 2, isLittle) !== SHORT) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** EXIF data that says nothing but the orientation. */
export function exifOf(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = viewOf(tiff);
  tiff.set([0x4d, 0x4d, 0, 0x2a]);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, TAG);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}
