import { GZIP_PIECE_BYTES } from "../../board/limits.ts";

/**
 * Compresses the bytes with gzip. Even Deno's asynchronous interfaces compress on the calling thread (12 MB block it
 * for a second). So this compresses in pieces and lets the event loop do other work between them.
 */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream("gzip");
  const compressed = new Response(readable).bytes();
  const writer = writable.getWriter();
  for (let start = 0; start < bytes.length; start += GZIP_PIECE_BYTES) {
    if (start > 0) await new Promise((resolve) => setImmediate(resolve));
    await writer.write(bytes.subarray(start, start + GZIP_PIECE_BYTES));
  }
  await writer.close();
  return await compressed;
}
