import assert from "node:assert/strict";
import { imageHeader } from "../../../board/asset/image_header.ts";
import { box, bytesOf, joined, png } from "../../support/asset/pictures.ts";

/** Reads the bytes in pieces of this length. */
function read(bytes: Uint8Array, length = bytes.length || 1) {
  const header = imageHeader();
  for (let at = 0; at < bytes.length; at += length) header.push(bytes.subarray(at, at + length));
  header.end();
  return header.result;
}

const jpeg = (...before: Uint8Array[]) =>
  joined(bytesOf([0xff, 0xd8]), ...before, bytesOf([0xff, 0xff, 0xc2, 0, 11, 8, 0x01, 0x2c, 0x01, 0x90, 1, 1, 17, 0]));
const segment = (marker: number, length: number) =>
  joined(bytesOf([0xff, marker, (length + 2) >> 8, (length + 2) & 255]), new Uint8Array(length).fill(0xff));
const webp = (kind: string, rest: readonly number[]) =>
  joined(bytesOf("RIFF", [0, 0, 0, 0], `WEBP${kind}`, [0, 0, 0, 0], rest), new Uint8Array(20));
const ispe = (width: number, height: number) => box("ispe", bytesOf(0, width, height));
const avif = (brand: string, ...meta: Uint8Array[]) =>
  joined(
    box("ftyp", bytesOf(brand, 0, "mif1", "miaf")),
    box("free", new Uint8Array(70)),
    box("meta", bytesOf(0), box("hdlr", new Uint8Array(20)), ...meta),
    box("mdat", new Uint8Array(50)),
  );

const GOOD: readonly [bytes: Uint8Array, type: string, width?: number, height?: number][] = [
  [png(640, 480), "image/png", 640, 480],
  [jpeg(), "image/jpeg", 400, 300],
  [jpeg(segment(0xe1, 65_533), segment(0xe2, 65_533), segment(0xdb, 0)), "image/jpeg", 400, 300],
  [bytesOf("GIF89a", [0x0a, 0, 0x0b, 1], "rest"), "image/gif", 10, 267],
  [bytesOf("GIF87a", [0x0a, 0, 0x0b, 1]), "image/gif", 10, 267],
  [webp("VP8X", [0, 0, 0, 0, 0xff, 1, 0, 0x7f, 2, 0]), "image/webp", 512, 640],
  [webp("VP8L", [0x2f, 0xff, 0xc1, 0x1f, 0]), "image/webp", 512, 128],
  [webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0x20, 0x40, 0x10, 0x80]), "image/webp", 32, 16],
  [
    avif("avif", box("iprp", box("ipco", ispe(64, 64), box("pixi"), ispe(1_000, 700), ispe(1_000, 700)))),
    "image/avif",
    1_000,
    700,
  ],
  [avif("avis", box("iprp", box("ipco", ispe(3, 4)))), "image/avif", 3, 4],
  [bytesOf("%PDF-1.7 ", "<svg/>"), "application/pdf"],
  [bytesOf("junk".repeat(200), "%PDF-1.4"), "application/pdf"],
  [bytesOf("<!-- %PDF-1.7 --><svg/>"), "image/svg+xml"],
  [bytesOf("<svg/>"), "image/svg+xml"],
  [bytesOf([0xef, 0xbb, 0xbf], '<?xml version="1.0"?>\n<!-- <p> --><svg xmlns="…">'), "image/svg+xml"],
  [bytesOf('<!DOCTYPE svg [ <!ENTITY a "b>"> ]>\n<s.v:svg\n>'), "image/svg+xml"],
];

Deno.test("type and size of a picture are read from its bytes, in pieces of any length", () => {
  for (const [bytes, type, width, height] of GOOD) {
    const wanted = { type, ...(width && { width, height }) };
    for (const length of [bytes.length, 1, 7, 4_096]) {
      assert.deepEqual(read(bytes, length), wanted, `${type} by ${length}`);
    }
  }
});

Deno.test("no more is waited for than the size needs", () => {
  const header = imageHeader();
  header.push(png(3, 5).subarray(0, 24));
  assert.deepEqual(header.result, { type: "image/png", width: 3, height: 5 });
});

Deno.test("what is no picture, or a broken one, has no type", () => {
  const bad: readonly Uint8Array[] = [
    new Uint8Array(),
    bytesOf("<!doctype html><html><svg></svg>"),
    bytesOf("<script>alert(1)</script>"),
    bytesOf("<svgx/>"),
    bytesOf("<!-- <svg>"),
    bytesOf("%PDF"),
    bytesOf("x".repeat(1_025), "%PDF-1.7"),
    bytesOf([0xff, 0xfe], "<\0s\0v\0g\0"),
    avif("heic", box("iprp", box("ipco", ispe(3, 4)))),
    avif("avif"),
    avif("avif", box("iprp", box("ipco", bytesOf(300, "ispe")))),
    joined(box("ftyp", bytesOf("avif", 0)), bytesOf(0, "mdat")),
    joined(box("ftyp", bytesOf("avif", 0)), bytesOf(2 ** 31, "meta"), new Uint8Array(90)),
    joined(bytesOf([0xff, 0xd8, 0xff, 0xda, 0, 3, 1]), new Uint8Array(40)),
    bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 1], "…".repeat(9)),
    webp("VP8Z", [1, 2, 3]),
    bytesOf("RIFF", [0, 0, 0, 0], "WAVE", "fmt "),
  ];
  for (const [i, bytes] of bad.entries()) assert.equal(read(bytes), undefined, `${i}`);
  for (const [bytes, type] of GOOD) {
    const part = bytes.subarray(0, type === "image/svg+xml" || type === "application/pdf" ? 3 : 9);
    for (const length of [1, 100]) assert.equal(read(part, length), undefined, `a part of ${type}`);
  }
});
