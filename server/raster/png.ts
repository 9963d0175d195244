import { crc32 } from "../../board/bytes/crc32.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const LENGTH_BYTES = 4, TYPE_BYTES = 4, SUM_BYTES = 4;

/** Eight bits for each channel, without transparency. */
const DEPTH = 8, RGB = 2;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes for each pixel. Its opacity is left out. */
  readonly data: Uint8Array;
}

/** A PNG (ISO/IEC 15948). Rows are not filtered: drawings have large areas of one colour. */
export async function encodedPng({ width, height, data }: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, DEPTH);
  header.setUint8(9, RGB);
  const rows = new Uint8Array(height * (1 + 3 * width));
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    to++;
    for (let x = 0; x < width; x++, from += 4) {
      rows[to++] = data[from];
      rows[to++] = data[from + 1];
      rows[to++] = data[from + 2];
    }
  }
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream("deflate"));
  const chunks = [
    chunkOf("IHDR", new Uint8Array(header.buffer)),
    chunkOf("IDAT", new Uint8Array(await new Response(packed).arrayBuffer())),
    chunkOf("IEND", new Uint8Array()),
  ];
  return new Uint8Array(await new Blob([new Uint8Array(SIGNATURE), ...chunks]).arrayBuffer());
}

function chunkOf(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = LENGTH_BYTES + TYPE_BYTES + data.length;
  const chunk = new Uint8Array(end + SUM_BYTES);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  new TextEncoder().encodeInto(type, chunk.subarray(LENGTH_BYTES));
  chunk.set(data, LENGTH_BYTES + TYPE_BYTES);
  view.setUint32(end, crc32(chunk.subarray(LENGTH_BYTES, end)));
  return chunk;
}
