import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { boardIn, CARRIED, withBoard } from "../../../client/out/png_board.ts";
import { png } from "../../support/asset/pictures.ts";

const JSON_TEXT = JSON.stringify({ type: "drawbridge", text: "Fjord – čaj 😀 \u2028", list: [..."abc"] });

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

Deno.test("a PNG carries a board behind its header, and gives it back", async () => {
  const plain = png(3, 5);
  const carrier = await bytesOf(await withBoard(new Blob([plain], { type: "image/png" }), JSON_TEXT));
  assert.deepEqual(JSON.parse((await boardIn(carrier))!), JSON.parse(JSON_TEXT));
  const head = new TextDecoder("latin1").decode(carrier.subarray(0, 100));
  assert.equal(head.indexOf(CARRIED), 37);
  assert.deepEqual(carrier.subarray(0, 33), plain.subarray(0, 33));
  const length = new DataView(carrier.buffer).getUint32(33);
  assert.equal(new DataView(carrier.buffer).getUint32(41 + length), crc32(carrier.subarray(37, 41 + length)));
  assert.deepEqual(carrier.subarray(45 + length), plain.subarray(33));
});

Deno.test("other pictures carry none, and a damaged one says so", async () => {
  assert.equal(await boardIn(png(3, 5)), undefined);
  assert.equal(await boardIn(new TextEncoder().encode('{"type":"drawbridge"}')), undefined);
  const carrier = await bytesOf(await withBoard(new Blob([png(3, 5)]), JSON_TEXT));
  carrier.fill(0xff, 56, 70);
  await assert.rejects(boardIn(carrier), /Cannot read the drawing: broken/);
});
