import assert from "node:assert/strict";
import { readRanges, writeRanges } from "../../../../client/ui/pdf/page_ranges.ts";

Deno.test("page numbers are read as people write them", () => {
  const read = (text: string) => readRanges(text, 12) && [...readRanges(text, 12)!];
  assert.deepEqual(read("1-3, 5"), [1, 2, 3, 5]);
  assert.deepEqual(read(" 2 – 4;7,, 3"), [2, 3, 4, 7]);
  assert.deepEqual(read(""), []);
  for (const bad of ["0", "13", "3-1", "1-", "-2", "a", "1-13", "1.5", "1 2", "9999999"]) {
    assert.equal(read(bad), undefined, bad);
  }
});

Deno.test("page numbers are written short, and read back the same", () => {
  assert.equal(writeRanges(new Set([5, 1, 3, 2, 9, 8])), "1-3, 5, 8-9");
  assert.equal(writeRanges(new Set()), "");
  const pages = new Set([1, 4, 5, 6, 12]);
  assert.deepEqual(readRanges(writeRanges(pages), 12), pages);
});
