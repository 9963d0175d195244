import assert from "node:assert/strict";
import { takePictures } from "../../../client/out/portable_pictures.ts";
import type { Images } from "../../../client/editor/images.ts";
import { geoOf } from "../../support/board/figures.ts";
import { ASSET, imageOf } from "../../support/board/images.ts";

const URL = `data:image/png;base64,${btoa("bytes")}`;

/** What the board is given. */
async function taken(file: { text?: string; assets?: unknown }, shapes = [imageOf("i")]): Promise<string[]> {
  const kept: string[] = [];
  const images = {
    keep: async (asset: string, bytes: Blob) => void kept.push(`${asset} ${bytes.type} ${await bytes.text()}`),
  } as Partial<Images> as Images;
  await takePictures({ images: () => Promise.resolve(images) }, shapes, { text: "", assets: undefined, ...file });
  return kept;
}

Deno.test("the pictures of a file come to the board, from JSON and from an exported SVG", async () => {
  const wanted = [`${ASSET} image/png bytes`];
  assert.deepEqual(await taken({ assets: { [ASSET]: URL } }), wanted);
  const text =
    `<svg><defs><image id="p${ASSET}" width="1" height="1" preserveAspectRatio="none" href="${URL}"/></defs></svg>`;
  assert.deepEqual(await taken({ text }), wanted);
});

Deno.test("pictures that no image of the file shows, and foreign values, are left out", async () => {
  assert.deepEqual(await taken({ assets: { ["ab".repeat(32)]: URL, short: URL } }), []);
  for (const url of [3, null, "https://example.org/a.png", "data:text/html;base64,YQ==", "data:image/png;base64,ä"]) {
    assert.deepEqual(await taken({ assets: { [ASSET]: url } }), [], String(url));
  }
  for (const assets of [null, 3, "text", [URL]]) assert.deepEqual(await taken({ assets }), []);
});

Deno.test("a file without images loads no code for them", async () => {
  const refused = () => Promise.reject(new Error("Cannot load"));
  await takePictures({ images: refused }, [geoOf("g")], { text: "", assets: { [ASSET]: URL } });
});
