const ORIENTATION = 0x0112;

/** False for a JPEG that viewers turn or mirror, and for what cannot be read. */
export function isUpright(jpeg: Uint8Array): boolean {
  return turnOf(jpeg) === 1;
}

/**
 * How viewers turn and mirror a JPEG, as cameras ask them to (Exif 3.0, `Orientation`): 1…8, where 1 is not at all.
 * Undefined for what cannot be read. A PDF, for example, shows its pixels as they are stored.
 */
export function turnOf(jpeg: Uint8Array): number | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  try {
    for (let at = 2; view.getUint8(at) === 0xff;) {
      const marker = view.getUint8(at + 1), length = view.getUint16(at + 2);
      // The picture itself begins.
      if (marker === 0xda) return 1;
      const isExif = marker === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      const turn = isExif ? orientationIn(view, at + 10) : 1;
      if (turn > 1) return turn;
      at += 2 + length;
    }
  } catch { // The file ends too early.
  }
  return undefined;
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
