import assert from "node:assert/strict";
import { PageTiles, TILE, type TiledPage } from "../../../client/pdf/page_tiles.ts";
import type { PixelBox, PixelSize } from "../../../client/pdf/pdf_task.ts";
import { settled } from "../../support/fake_clock.ts";

const PAGE: TiledPage = { asset: "a", page: 1, pixelW: 1_000, pixelH: 1_500 };
const ALL = { x: 0, y: 0, w: 1, h: 1 };

/** Tiles whose bitmaps have a size only. */
function desk(bytesMax = 1e9) {
  const painted: (PixelBox & { readonly whole: PixelSize })[] = [];
  let now = 0, changes = 0, isBroken = false;
  const tiles = new PageTiles({
    bytesMax,
    now: () => now,
    changed: () => changes++,
    paint(_, whole, part) {
      painted.push({ ...part, whole });
      if (isBroken) return Promise.reject(new Error("broken"));
      return Promise.resolve({ ...part, close() {} } as unknown as ImageBitmap);
    },
  });
  return {
    tiles,
    painted,
    get changes() {
      return changes;
    },
    breaks: (value: boolean) => void (isBroken = value),
    pass: (ms: number) => void (now += ms),
    /** As a painter does: asks again after each tile. */
    async look(part = ALL, width = 2_000) {
      let before = -1;
      while (before !== painted.length) {
        before = painted.length;
        for (const _ of tiles.get(PAGE, part, width));
        await settled();
      }
      return [...tiles.get(PAGE, part, width)];
    },
  };
}

Deno.test("a page that its picture shows sharply needs no tiles", async () => {
  const { look, painted } = desk();
  assert.deepEqual(await look(ALL, 1_000), []);
  assert.deepEqual(painted, []);
});

Deno.test("the tiles of a page cover it, each painted once", async () => {
  const desktop = desk();
  const tiles = await desktop.look();
  const { painted } = desktop;
  assert.equal(painted.length, 2 * 3);
  assert.ok(painted.every(({ width, height }) => width <= TILE && height <= TILE));
  assert.deepEqual(painted[0].whole, { width: 2_000, height: 3_000 });
  assert.equal(tiles.reduce((sum, { w, h }) => sum + w * h, 0), 1);
  assert.equal(desktop.changes, 6);
  desktop.tiles.close();
});

Deno.test("only what is seen is painted, and what was painted before stays until it is sharper", async () => {
  const { look, painted, tiles } = desk();
  const corner = { x: 0.4, y: 0.4, w: 0.01, h: 0.01 };
  await look(corner);
  assert.equal(painted.length, 1);
  const [coarse] = tiles.get(PAGE, corner, 8_000);
  assert.equal(coarse.w, TILE / 2_000);
  const sharp = await look(corner, 8_000);
  assert.deepEqual(sharp.map(({ w }) => w), [TILE / 2_000, TILE / 8_000]);
  tiles.close();
});

Deno.test("memory is bounded: tiles in view stay, and those that nobody sees any more make room", async () => {
  const four = 4 * TILE * TILE * 4;
  const { look, painted, tiles, pass } = desk(four);
  await look(ALL, 16_000);
  // Tiles at the edges are smaller.
  assert.ok(tiles.bytes <= four && painted.length <= 8, `tiles take turns: ${painted.length}`);
  pass(5_000);
  const corner = { x: 0.9, y: 0.9, w: 0.001, h: 0.001 };
  assert.equal((await look(corner, 16_000)).length, 1);
  assert.ok(tiles.bytes <= four);
  tiles.close();
  assert.equal(tiles.bytes, 0);
});

Deno.test("a tile that cannot be painted is asked for again only after a change", async () => {
  const { look, painted, tiles, breaks } = desk();
  const corner = { x: 0, y: 0, w: 0.01, h: 0.01 };
  breaks(true);
  assert.deepEqual(await look(corner), []);
  breaks(false);
  assert.deepEqual(await look(corner), []);
  assert.equal(painted.length, 1);
  tiles.retry();
  assert.equal((await look(corner)).length, 1);
  tiles.close();
});
