import assert from "node:assert/strict";
import { PictureLevels } from "../../../client/images/picture_levels.ts";
import { settled } from "../../support/fake_clock.ts";

const PHOTO = { pixelW: 4_096, pixelH: 3_072 };

/** Levels whose bitmaps have a size only. */
function desk(bytesMax: number) {
  const decoded: string[] = [], closed: number[] = [];
  const levels = new PictureLevels({
    bytesMax,
    bytesOf: () => new Blob(["x"]),
    changed: () => {},
    decode: (source, width, height) => {
      decoded.push(`${source instanceof Blob ? "file" : "bitmap"} ${width}`);
      return Promise.resolve({ width, height, close: () => void closed.push(width) } as ImageBitmap);
    },
  });
  return { levels, decoded, closed };
}

Deno.test("a picture is decoded at the size at which it is shown, and a smaller one is made of a larger one", async () => {
  const { levels, decoded } = desk(1e9);
  const photo = { ...PHOTO, asset: "a" };
  assert.equal(levels.get(photo, 900), undefined);
  await settled();
  assert.equal(levels.get(photo, 900)!.width, 1_024);
  assert.equal(levels.get(photo, 60)!.width, 1_024, "until the smaller one is there");
  await settled();
  assert.equal(levels.get(photo, 60)!.width, 64);
  levels.get(photo, 2_000);
  await settled();
  assert.deepEqual(decoded, ["file 1024", "bitmap 64", "file 2048"]);
  levels.close();
  assert.equal(levels.bytes, 0);
});

Deno.test("the memory of 200 photographs is bounded, and the least recently used are freed", async () => {
  const { levels, closed } = desk(10_000_000);
  for (let i = 0; i < 200; i++) levels.get({ ...PHOTO, asset: `p${i}` }, 512);
  while (levels.get({ ...PHOTO, asset: "p0" }, 512) === undefined) await settled();
  assert.ok(levels.bytes <= 10_000_000 && levels.bytes > 8_000_000, `${levels.bytes}`);
  assert.ok(closed.length >= 190);
  levels.close();
});

Deno.test("a picture that cannot be decoded is not tried again", async () => {
  let attempts = 0;
  const levels = new PictureLevels({
    bytesOf: () => new Blob(["x"]),
    changed: () => {},
    decode: () => {
      attempts++;
      return Promise.reject(new DOMException("no picture", "InvalidStateError"));
    },
  });
  for (let i = 0; i < 3; i++) {
    levels.get({ ...PHOTO, asset: "a" }, 100);
    await settled();
  }
  assert.deepEqual([levels.isBroken("a"), attempts], [true, 1]);
  levels.close();
});
