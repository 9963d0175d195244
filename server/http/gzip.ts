import { setImmediate } from "node:timers/promises";
import { GZIP_PIECE_BYTES } from "../../board/limits.ts";

/**
 * The bytes compressed. Deno compresses on the thread that asks, also with its asynchronous interfaces (12 MB keep it
 * for a second); so it is done in pieces, between which everything else gets its turn.
 */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream("gzip");
  const compressed = new Response(readable).bytes();
  const writer = writable.getWriter();
  for (let start = 0; start < bytes.length; start += GZIP_PIECE_BYTES) {
    if (start > 0) await setImmediate();
    await writer.write(bytes.subarray(start, start + GZIP_PIECE_BYTES));
  }
  await writer.close();
  return await compressed;
}
