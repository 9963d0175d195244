import assert from "node:assert/strict";
import { isUpright, turnOf } from "../../../board/asset/jpeg_turn.ts";

const START = [0xff, 0xd8], SCAN = [0xff, 0xda, 0, 2];
const JFIF = [0xff, 0xe0, 0, 4, 1, 2];

/** The segment of a camera, with one entry. */
function exif(orientation: number, isLittle: boolean): number[] {
  const two = (value: number) => isLittle ? [value, 0] : [0, value];
  const four = (value: number) => isLittle ? [value, 0, 0, 0] : [0, 0, 0, value];
  const order = isLittle ? [0x49, 0x49] : [0x4d, 0x4d];
  const tag = isLittle ? [0x12, 0x01] : [0x01, 0x12];
  const tiff = [...order, ...two(42), ...four(8), ...two(1), ...tag, ...two(3), ...four(1), ...two(orientation), 0, 0];
  return [0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
}

Deno.test("a JPEG that viewers turn is told from others", () => {
  const of = (...segments: number[][]) => isUpright(Uint8Array.from([...START, ...segments.flat()]));
  assert.equal(of(JFIF, SCAN), true);
  for (const isLittle of [true, false]) {
    assert.equal(of(JFIF, exif(1, isLittle), SCAN), true);
    assert.equal(of(JFIF, exif(6, isLittle), SCAN), false);
    assert.equal(turnOf(Uint8Array.from([...START, ...JFIF, ...exif(6, isLittle), ...SCAN])), 6);
  }
  assert.equal(of(JFIF), false, "the picture is missing");
  assert.equal(of(JFIF, exif(1, true).slice(0, 20)), false);
});
