import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { withoutMetadata } from "../../../client/images/metadata/without_metadata.ts";
import { exifOf, lettersOf, SECRET, segmentOf } from "../../support/board/exif.ts";
import { seeded } from "../../support/random.ts";

const ORIENTATION = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];

async function bare(type: string, ...parts: (readonly number[])[]): Promise<number[]> {
  const blob = await withoutMetadata(new Blob([Uint8Array.from(parts.flat())], { type }));
  assert.equal(blob.type, type);
  return [...new Uint8Array(await blob.arrayBuffer())];
}

const jpeg = {
  start: [0xff, 0xd8],
  jfif: segmentOf(0xe0, "JFIF\0", [1, 1, 0, 0, 1, 0, 1, 0, 0]),
  exif: segmentOf(0xe1, "Exif\0\0", exifOf()),
  xmp: segmentOf(0xe1, "http://ns.adobe.com/xap/1.0/\0", SECRET),
  profile: segmentOf(0xe2, "ICC_PROFILE\0", [1, 1], "colours"),
  others: segmentOf(0xe2, "MPF\0", SECRET),
  iptc: segmentOf(0xed, "Photoshop 3.0\0", SECRET),
  adobe: segmentOf(0xee, "Adobe", [0, 100, 0, 0, 0, 0, 1]),
  comment: segmentOf(0xfe, SECRET),
  tables: segmentOf(0xdb, [0, 1, 2, 3]),
  scan: [...segmentOf(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xff, 0, 5],
  end: [0xff, 0xd9],
};

Deno.test("a JPEG keeps its pixels, orientation, colours and nothing else", async () => {
  const { start, jfif, exif, xmp, profile, others, iptc, adobe, comment, tables, scan, end } = jpeg;
  const film = [...lettersOf("ftypmp42"), ...lettersOf(SECRET)];
  const found = await bare(
    "image/jpeg",
    ...[start, jfif, exif, xmp, exif, profile, others, iptc, adobe, comment, tables, scan],
    ...[comment, tables, scan, end, start, exif, film],
  );
  const turned = segmentOf(0xe1, "Exif\0\0", ORIENTATION);
  assert.deepEqual(found, [start, jfif, turned, profile, adobe, tables, scan, tables, scan, end].flat());
});

Deno.test("the orientation is read in both byte orders, and the usual one is not kept", async () => {
  const { start, tables, scan, end } = jpeg;
  const of = (options: { isLittle?: boolean; orientation?: number }) =>
    bare("image/jpeg", start, segmentOf(0xe1, "Exif\0\0", exifOf(options)), tables, scan, end);
  const turned = segmentOf(0xe1, "Exif\0\0", ORIENTATION);
  assert.deepEqual(await of({ isLittle: true }), [start, turned, tables, scan, end].flat());
  for (const orientation of [0, 1, 9]) {
    assert.deepEqual(await of({ orientation, isLittle: true }), [start, tables, scan, end].flat());
  }
});

function chunk(type: string, content: string | readonly number[] = []): number[] {
  const bytes = [...lettersOf(type), ...typeof content === "string" ? lettersOf(content) : content];
  const sum = crc32(Uint8Array.from(bytes));
  return [0, 0, 0, bytes.length - 4, ...bytes, sum >>> 24, sum >> 16 & 0xff, sum >> 8 & 0xff, sum & 0xff];
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

Deno.test("a PNG keeps its pixels, orientation, colours, animation and nothing else", async () => {
  const [head, profile, frames, pixels, end] = [
    chunk("IHDR", "size and depth"),
    chunk("iCCP", "colours"),
    chunk("acTL", "frames"),
    chunk("IDAT", "pixels"),
    chunk("IEND"),
  ];
  const said = ["tEXt", "zTXt", "iTXt", "tIME", "caBX"].map((type) => chunk(type, SECRET));
  const found = await bare(
    "image/png",
    ...[SIGNATURE, head, profile, frames, chunk("eXIf", exifOf()), ...said, pixels, ...said, end, lettersOf(SECRET)],
  );
  assert.deepEqual(found, [SIGNATURE, head, profile, frames, chunk("eXIf", ORIENTATION), pixels, end].flat());
});

function webp(...chunks: (readonly [type: string, content: readonly number[]])[]): number[] {
  const body = chunks.flatMap(([type, content]) => [
    ...lettersOf(type),
    ...[content.length, 0, 0, 0, ...content],
    ...content.length % 2 ? [0] : [],
  ]);
  return [...lettersOf("RIFF"), body.length + 4 & 0xff, body.length + 4 >> 8, 0, 0, ...lettersOf("WEBP"), ...body];
}

Deno.test("a WebP keeps its pixels, orientation, colours and nothing else, and says so", async () => {
  const profile = ["ICCP", lettersOf("colours")] as const;
  const pixels = ["VP8 ", lettersOf("pixels.")] as const;
  const xmp = ["XMP ", lettersOf(SECRET)] as const;
  const size = [0, 0, 0, 9, 0, 0, 9, 0, 0];
  const whole = (features: number) => ["VP8X", [features, ...size]] as const;
  for (const said of [exifOf(), [...lettersOf("Exif\0\0"), ...exifOf({ isLittle: true })]]) {
    assert.deepEqual(
      await bare("image/webp", webp(whole(0x2c), profile, pixels, ["EXIF", said], xmp), lettersOf(SECRET)),
      webp(whole(0x28), profile, pixels, ["EXIF", ORIENTATION]),
    );
  }
  assert.deepEqual(
    await bare("image/webp", webp(whole(0x2c), profile, pixels, ["EXIF", exifOf({ orientation: 1 })], xmp)),
    webp(whole(0x20), profile, pixels),
  );
});

const WHOLE: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ["image/jpeg", Object.values(jpeg).flat()],
  [
    "image/png",
    [SIGNATURE, chunk("IHDR", "size"), chunk("eXIf", exifOf()), chunk("IDAT", "pixels"), chunk("IEND")].flat(),
  ],
  ["image/webp", webp(["VP8X", [8, 0, 0, 0, 9, 0, 0, 9, 0, 0]], ["VP8 ", lettersOf("pixels")], ["EXIF", exifOf()])],
];

Deno.test("a picture that has been through it stays the same file", async () => {
  for (const [type, bytes] of WHOLE) {
    const once = await withoutMetadata(new Blob([Uint8Array.from(bytes)], { type }));
    assert.ok(once.size < bytes.length, type);
    assert.equal(await withoutMetadata(once), once, type);
  }
  const drawing = new Blob(["<svg/>"], { type: "image/svg+xml" });
  assert.equal(await withoutMetadata(drawing), drawing);
});

Deno.test("damaged pictures end, and grow by no more than their orientation", async () => {
  const random = seeded(15);
  for (const [type, whole] of WHOLE) {
    for (let i = 0; i < 400; i++) {
      const bytes = whole.slice(0, i % 4 === 0 ? random.below(whole.length) : whole.length);
      for (let n = 0; n < 1 + i % 5; n++) bytes[random.below(bytes.length)] = i % 2 ? 0xff : random.below(256);
      const { size } = await withoutMetadata(new Blob([Uint8Array.from(bytes)], { type }));
      assert.ok(size <= bytes.length + 64, `${type} ${i}`);
    }
  }
  const marks = Uint8Array.from({ length: 4_000_000 }, (_, i) => [0xff, 0xe1, 0, 2][i % 4]);
  const { size } = await withoutMetadata(new Blob([marks], { type: "image/jpeg" }));
  assert.ok(size < 8, "a million empty segments");
});
