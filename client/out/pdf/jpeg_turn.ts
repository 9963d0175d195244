const ORIENTATION = 0x0112;

/**
 * False for a JPEG that viewers turn or mirror, as cameras ask them to (Exif 3.0, `Orientation`). A PDF shows its pixels
 * as they are stored. False also for what cannot be read.
 */
export function isUpright(jpeg: Uint8Array): boolean {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  try {
    for (let at = 2; view.getUint8(at) === 0xff;) {
      const marker = view.getUint8(at + 1), length = view.getUint16(at + 2);
      // The picture itself begins.
      if (marker === 0xda) return true;
      const isExif = marker === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif && orientationIn(view, at + 10) > 1) return false;
      at += 2 + length;
    }
  } catch { // The file ends too early.
  }
  return false;
}

/** @param start of the TIFF header, after "Exif" and two zeros */
function orientationIn(view: DataView, start: number): number {
  const isLittle = view.getUint16(start) === 0x4949;
  const first = start + view.getUint32(start + 4, isLittle);
  const count = view.getUint16(first, isLittle);
  for (let i = 0; i < count; i++) {
    const entry = first + 2 + 12 * i;
    if (view.getUint16(entry, isLittle) === ORIENTATION) return view.getUint16(entry + 8, isLittle);
  }
  return 1;
}
