import assert from "node:assert/strict";
import { isBoardKey, isSlug } from "../../board/id.ts";
import { boardOfKey } from "../../board/keyed_board.ts";

Deno.test("a board's names follow from its key as the protocol says", async () => {
  // printf 'drawbridge board\nowner\nAAAAAAAAAAAAAAAAAAAAAA' | openssl dgst -sha256 -binary | head -c16 | base64
  const { id, links } = await boardOfKey("A".repeat(22));
  assert.equal(links.owner, "b20w0RCucf3gjeKHTJE_cA");
  const names = [id, ...Object.values(links)];
  assert.equal(new Set(names).size, 4);
  for (const name of names) assert.ok(isSlug(name) && name.length === 22, name);
  assert.notDeepEqual(await boardOfKey("B".repeat(22)), { id, links });
});

Deno.test("a key is as long as a secret, and of its letters", () => {
  for (const key of ["A".repeat(22), "-_09azAZ".repeat(8)]) assert.ok(isBoardKey(key), key);
  for (const key of ["", "A".repeat(21), "A".repeat(65), "A".repeat(22) + "\n", "é".repeat(22), undefined, 4]) {
    assert.equal(isBoardKey(key), false);
  }
});
