import assert from "node:assert/strict";
import { GZIP_PIECE_BYTES } from "../../../board/limits.ts";
import { gzip } from "../../../server/http/gzip.ts";

async function unzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).bytes();
}

Deno.test("compressed bytes of any length decompress to the same bytes", async () => {
  for (const length of [0, 1, GZIP_PIECE_BYTES, GZIP_PIECE_BYTES + 1, 3 * GZIP_PIECE_BYTES]) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    assert.deepEqual(await unzipped(await gzip(bytes)), bytes, String(length));
  }
});

Deno.test("fault D12: other work can run after each piece", async () => {
  let turns = 0;
  const count = () => {
    turns++;
    timer = setTimeout(count, 0);
  };
  let timer = setTimeout(count, 0);
  await gzip(new Uint8Array(200 * GZIP_PIECE_BYTES));
  clearTimeout(timer);
  assert.ok(turns > 2, `${turns} turns`);
});
