const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return PNG.every((byte, i) => bytes[i] === byte);
}

/** A text that a PNG carries. */
export interface PngText {
  readonly keyword: string;
  readonly isPacked: boolean;
  /** All behind the keyword and its zero. */
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The texts in a PNG up to where it ends or is damaged (PNG 1.2, tEXt and zTXt). */
export function* textsInPng(bytes: Uint8Array<ArrayBuffer>): Generator<PngText> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IEND" || content.length < length) return;
    const zero = content.indexOf(0);
    if ((type === "tEXt" || type === "zTXt") && zero > 0 && zero < 80) {
      yield {
        keyword: latin1(content.subarray(0, zero)),
        isPacked: type === "zTXt",
        content: content.subarray(zero + 1),
      };
    }
    at += length + 12;
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

export function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
