import assert from "node:assert/strict";
import { PREVIEW_BYTES_MAX } from "../../../board/pictures/picture.ts";
import { decodePreview, encodePreview, gridFor } from "../../../board/pictures/preview.ts";

Deno.test("a preview keeps its cells and begins with their mean colour as seen on white", () => {
  const pixels = Uint8ClampedArray.of(255, 0, 0, 255, 0, 0, 0, 0);
  const preview = encodePreview({ columns: 2, rows: 1, pixels });
  assert.deepEqual([...preview.subarray(0, 4)], [255, 128, 128, 2]);
  assert.deepEqual(decodePreview(preview), { columns: 2, rows: 1, pixels });
});

Deno.test("previews of all proportions fit into a record", () => {
  for (const [width, height] of [[4_096, 4_096], [10_000, 3], [1, 1], [3, 65_535]]) {
    const { columns, rows } = gridFor(width, height);
    const pixels = new Uint8ClampedArray(columns * rows * 4);
    const preview = encodePreview({ columns, rows, pixels });
    assert.ok(preview.length <= PREVIEW_BYTES_MAX);
    assert.equal(decodePreview(preview)!.rows, rows);
  }
});

Deno.test("foreign bytes are no preview", () => {
  for (const bytes of [[], [1, 2, 3, 0, 1, 2, 3, 4], [1, 2, 3, 2, 1, 2, 3, 4], [1, 2, 3, 1, 5]]) {
    assert.equal(decodePreview(Uint8Array.from(bytes)), undefined, `${bytes}`);
  }
  assert.equal(decodePreview(new Uint8Array(4 + 4 * 400).fill(20)), undefined);
});
