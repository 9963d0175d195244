/** What a picture must not tell others. */
export const SECRET = "at home, 52.52 north";

/** EXIF data as a camera writes it: a description, then the orientation. */
export function exifOf({ isLittle = false, orientation = 6 } = {}): number[] {
  const view = new DataView(new ArrayBuffer(38));
  view.setUint32(0, isLittle ? 0x49492a00 : 0x4d4d002a);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, 2, isLittle);
  const entry = (at: number, tag: number, type: number, count: number) => {
    view.setUint16(at, tag, isLittle);
    view.setUint16(at + 2, type, isLittle);
    view.setUint32(at + 4, count, isLittle);
  };
  entry(10, 0x010e, 2, SECRET.length);
  view.setUint32(18, view.byteLength, isLittle);
  entry(22, 0x0112, 3, 1);
  view.setUint16(30, orientation, isLittle);
  return [...new Uint8Array(view.buffer), ...lettersOf(SECRET)];
}

/** A segment of a JPEG. */
export function segmentOf(marker: number, ...content: (string | readonly number[])[]): number[] {
  const bytes = content.flatMap((part) => typeof part === "string" ? lettersOf(part) : part);
  return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff, ...bytes];
}

export function lettersOf(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
