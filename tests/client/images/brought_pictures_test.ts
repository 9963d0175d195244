import assert from "node:assert/strict";
import { broughtPictures } from "../../../client/images/brought_pictures.ts";
import { hashOf } from "../../../client/images/scaling.ts";

const bytes = new Blob(["picture"]);
const asset = await hashOf(bytes);

async function brought({ isThere, found }: { isThere: boolean | undefined | Error; found?: Blob }) {
  const { signal } = new AbortController();
  return await broughtPictures([asset], {
    server: { has: () => isThere instanceof Error ? Promise.reject(isThere) : Promise.resolve(isThere) },
    from: { bytes: () => Promise.resolve(found) },
    signal,
  });
}

Deno.test("a picture that the board has is not brought again", async () => {
  assert.deepEqual(await brought({ isThere: true, found: bytes }), { brought: [], missing: 0, later: [] });
});

Deno.test("a picture comes from the board that it was copied from", async () => {
  for (const isThere of [false, undefined, new TypeError("no network")]) {
    assert.deepEqual(await brought({ isThere, found: bytes }), { brought: [{ asset, bytes }], missing: 0, later: [] });
  }
});

Deno.test("a picture that is nowhere is missing, also when other bytes have its name", async () => {
  assert.deepEqual(await brought({ isThere: false }), { brought: [], missing: 1, later: [] });
  assert.deepEqual(await brought({ isThere: false, found: new Blob(["another"]) }), {
    brought: [],
    missing: 1,
    later: [],
  });
});

Deno.test("without an answer a picture that is not here is looked for later", async () => {
  assert.deepEqual(await brought({ isThere: new TypeError("no network") }), {
    brought: [],
    missing: 0,
    later: [asset],
  });
});
