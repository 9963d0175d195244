import { createHash } from "node:crypto";
import { pageObjects, rawPdf, rawStream } from "./raw_pdf.ts";

/** Fills up passwords (ISO 32000-1, 7.6.3.3). */
const PADDING = Uint8Array.fromHex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a");
const ID = "0123456789abcdef", NO_RIGHTS = -64;

/** A page with a line of text that opens with a password only: the first revision of the standard's encryption. */
export function lockedPdf(password: string, words = "Secret words"): Uint8Array<ArrayBuffer> {
  const padded = (text: string) => new Uint8Array([...new TextEncoder().encode(text), ...PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded(password)).subarray(0, 5), padded(password));
  const rights = new Uint8Array(new Int32Array([NO_RIGHTS]).buffer);
  const key = md5(padded(password), owner, rights, new TextEncoder().encode(ID)).subarray(0, 5);
  const user = rc4(key, PADDING);
  const content = new TextEncoder().encode(`BT /F 24 Tf 20 100 Td (${words}) Tj ET`);
  // The key of object 4, generation 0.
  const packed = rc4(md5(key, new Uint8Array([4, 0, 0, 0, 0])).subarray(0, 10), content);
  const text = String.fromCharCode(...packed);
  return rawPdf(pageObjects({ more: { 4: rawStream(text) } }), {
    trailer: `/ID [<${hex(ID)}> <${
      hex(ID)
    }>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${owner.toHex()}> /U <${user.toHex()}> /P ${NO_RIGHTS} >>`,
  });
}

function hex(text: string): string {
  return new TextEncoder().encode(text).toHex();
}

function md5(...parts: Uint8Array[]): Uint8Array {
  const sum = createHash("md5");
  for (const part of parts) sum.update(part);
  return new Uint8Array(sum.digest());
}

function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const box = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + box[i] + key[i % key.length]) & 255;
    [box[i], box[j]] = [box[j], box[i]];
  }
  let i = 0, j = 0;
  return bytes.map((byte) => {
    i = (i + 1) & 255;
    j = (j + box[i]) & 255;
    [box[i], box[j]] = [box[j], box[i]];
    return byte ^ box[(box[i] + box[j]) & 255];
  });
}
