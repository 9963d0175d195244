import assert from "node:assert/strict";
import { SHARE_PATH } from "../../client/offline/routing.ts";
import { fillTexts } from "../../dev/page_texts.ts";

const STATIC = new URL("../../static/", import.meta.url);

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
  readonly label?: string;
}

const name = "manifest.webmanifest";
const manifest = JSON.parse(fillTexts(name, await Deno.readTextFile(new URL(name, STATIC))));

/** The width and height of a PNG, from its first chunk. */
async function sizeOf(path: string): Promise<string> {
  const bytes = await Deno.readFile(new URL(`.${path}`, STATIC));
  assert.deepEqual([...bytes.subarray(1, 4)], [0x50, 0x4e, 0x47], path);
  const view = new DataView(bytes.buffer);
  return `${view.getUint32(16)}x${view.getUint32(20)}`;
}

Deno.test("every picture of the manifest exists and has the size that it says", async () => {
  const shortcuts = manifest.shortcuts.flatMap(({ icons }: { icons: Picture[] }) => icons);
  const handlers = manifest.file_handlers.flatMap(({ icons }: { icons: Picture[] }) => icons);
  const pictures: Picture[] = [...manifest.icons, ...manifest.screenshots, ...shortcuts, ...handlers];
  for (const { src, sizes, type } of pictures) {
    if (type === "image/png") assert.equal(await sizeOf(src), sizes, src);
    else await Deno.stat(new URL(`.${src}`, STATIC));
  }
});

Deno.test("the manifest has what browsers ask of an app that they offer to install", () => {
  const { icons, screenshots } = manifest as { icons: Picture[]; screenshots: Picture[] };
  const any = icons.filter(({ purpose = "any" }) => purpose === "any").map(({ sizes }) => sizes);
  for (const size of ["192x192", "512x512"]) assert.ok(any.includes(size), size);
  assert.ok(icons.some(({ purpose }) => purpose === "maskable"));
  for (const form of ["wide", "narrow"]) {
    const [shot] = screenshots.filter(({ form_factor }) => form_factor === form);
    const [width, height] = shot.sizes.split("x").map(Number);
    // The limits of Chrome.
    assert.ok(Math.min(width, height) >= 320 && Math.max(width, height) <= 3_840, shot.sizes);
    assert.ok(Math.max(width, height) <= 2.3 * Math.min(width, height), shot.sizes);
    assert.ok(shot.label);
  }
  assert.equal(manifest.display, "standalone");
  for (const path of [manifest.id, manifest.start_url, manifest.scope]) assert.equal(path, "/");
});

Deno.test("shares go where the worker takes them, and every address is within the scope", () => {
  const { share_target: share, shortcuts, file_handlers: handlers } = manifest;
  assert.equal(share.action, SHARE_PATH);
  assert.deepEqual([share.method, share.enctype], ["POST", "multipart/form-data"]);
  assert.deepEqual(share.params.files.map(({ name }: { name: string }) => name), ["files"]);
  for (const { name, url } of shortcuts) assert.ok(name && url.startsWith("/"), url);
  const accepted = handlers.flatMap(({ accept }: { accept: Record<string, string[]> }) => Object.values(accept).flat());
  for (const extension of [".drawbridge", ".excalidraw", ".tldr", ".png", ".jpg", ".svg"]) {
    assert.ok(accepted.includes(extension), extension);
  }
});
