import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { isAnimated } from "../../../client/images/metadata/bare_gif.ts";
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

function gifBlock(label: number, ...parts: string[]): number[] {
  return [0x21, label, ...parts.flatMap((part) => [part.length, ...lettersOf(part)]), 0];
}

const gif = {
  // Two colours for all frames.
  head: [...lettersOf("GIF89a"), 4, 0, 4, 0, 0x80, 0, 0, ...Array(6).fill(0x21)],
  repeats: gifBlock(0xff, "NETSCAPE2.0", "\x01\0\0"),
  timing: gifBlock(0xf9, "\0\x0a\0\0"),
  // With two colours of its own, and pixels that look like the start of an extension.
  frame: [0x2c, 0, 0, 0, 0, 4, 0, 4, 0, 0x80, 1, 2, 3, 4, 5, 6, 2, 3, 0x21, 0xfe, 0x3b, 0],
  end: [0x3b],
};

Deno.test("a GIF keeps its frames, how they are shown, and nothing else", async () => {
  const { head, repeats, timing, frame, end } = gif;
  const comment = gifBlock(0xfe, SECRET), xmp = gifBlock(0xff, "XMP DataXMP", SECRET);
  const found = await bare(
    "image/gif",
    ...[head, comment, repeats, xmp, timing, frame, comment, timing, frame, end, lettersOf(SECRET)],
  );
  assert.deepEqual(found, [head, repeats, timing, frame, timing, frame, end].flat());
  assert.ok(isAnimated(Uint8Array.from(found)));
  assert.ok(!isAnimated(Uint8Array.from([head, timing, frame, comment, end].flat())), "one frame is no animation");
});

const number = (value: number, bytes = 4) =>
  Array.from({ length: bytes }, (_, i) => value >> 8 * (bytes - 1 - i) & 255);

function box(type: string, ...content: (string | readonly number[])[]): number[] {
  const bytes = content.flatMap((part) => typeof part === "string" ? lettersOf(part) : part);
  return [...number(bytes.length + 8), ...lettersOf(type), ...bytes];
}

/** A picture, EXIF data in two places, and XMP inside the list. @param said what both say */
function avif(said: { readonly exif: string; readonly xmp: string; readonly dated?: string }): number[] {
  const item = (id: number, type: string) => box("infe", [2, 0, 0, 0], number(id, 2), [0, 0], type, "a name\0");
  const head = box("ftyp", "avif", number(0), "avifmif1");
  const pixels = "pixels", half = said.exif.length / 2;
  const start = 1_000;
  // Offsets and lengths of four bytes; where the item is: 0 in the file, 1 in the list.
  const place = (id: number, where: number, ...ranges: readonly (readonly number[])[]) => [
    ...[id, where, 0, ranges.length].flatMap((value) => number(value, 2)),
    ...ranges.flat().flatMap((value) => number(value)),
  ];
  const meta = box(
    "meta",
    number(0),
    box("iinf", number(0), number(3, 2), item(1, "av01"), item(2, "Exif"), item(3, "mime")),
    box("idat", "..", said.xmp),
    box(
      "iloc",
      [1, 0, 0, 0, 0x44, 0, 0, 3],
      place(1, 0, [start, pixels.length]),
      place(2, 0, [start + pixels.length, half], [start + pixels.length + half + 2, half]),
      place(3, 1, [2, said.xmp.length]),
    ),
  );
  const filled = box("free", Array(start - head.length - meta.length - 16).fill(0));
  const content = box("mdat", pixels, said.exif.slice(0, half), "::", said.exif.slice(half));
  const movie = box("moov", box("mvhd", number(0), said.dated ?? "\0".repeat(8), number(7)));
  return [...head, ...meta, ...filled, ...content, ...movie];
}

Deno.test("an AVIF keeps its pixels where they were, and says nothing of place and time", async () => {
  const exif = SECRET.padEnd(40), xmp = SECRET.padEnd(30);
  const nothing = "\0\0\0\0II*\0\x08".padEnd(40, "\0");
  assert.deepEqual(
    await bare("image/avif", avif({ exif, xmp, dated: "20261130" }), box("uuid", SECRET)),
    [...avif({ exif: nothing, xmp: "\0".repeat(30) }), ...box("free", Array(SECRET.length).fill(0))],
  );
});

Deno.test("a drawing keeps what is drawn, and the pictures in it say nothing either", async () => {
  const { start, exif, tables, scan, end } = jpeg;
  const base64 = (...parts: number[][]) => btoa(String.fromCharCode(...parts.flat()));
  const turned = segmentOf(0xe1, "Exif\0\0", ORIENTATION);
  const drawn = (said: (text: string) => string, photo: string) =>
    `<svg xmlns="x"${said(` sodipodi:docname="/home/ada/plan.svg"`)}>${said(`<!-- ${SECRET} <g> -->`)}` +
    `${said(`<metadata id="m"><dc:creator>${SECRET}</dc:creator></metadata>`)}<style><![CDATA[<!-- é -->]]></style>` +
    `${said("<svg:metadata />")}<image href="data:image/jpeg;base64,${photo}"/><text>metadata</text></svg>`;
  const photo = base64(start, exif, tables, scan, end);
  const broken = `${photo.slice(0, 8)}&#10;${photo.slice(8)}`;
  const file = new Blob([drawn((text) => text === "<svg:metadata />" ? "" : text, broken)], { type: "image/svg+xml" });
  assert.equal(
    await (await withoutMetadata(file)).text(),
    drawn(() => "", base64(start, turned, tables, scan, end)),
  );
});

const WHOLE: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ["image/jpeg", Object.values(jpeg).flat()],
  [
    "image/png",
    [SIGNATURE, chunk("IHDR", "size"), chunk("eXIf", exifOf()), chunk("IDAT", "pixels"), chunk("IEND")].flat(),
  ],
  ["image/gif", [gif.head, gifBlock(0xfe, SECRET), gif.timing, gif.frame, gif.end].flat()],
  ["image/avif", avif({ exif: SECRET.padEnd(40), xmp: SECRET })],
  ["image/svg+xml", lettersOf(`<svg><metadata a="b">${SECRET}</metadata><g><!-- ${SECRET} --></g></svg>`)],
  ["image/webp", webp(["VP8X", [8, 0, 0, 0, 9, 0, 0, 9, 0, 0]], ["VP8 ", lettersOf("pixels")], ["EXIF", exifOf()])],
];

Deno.test("a picture that has been through it stays the same file", async () => {
  for (const [type, bytes] of WHOLE) {
    const once = await withoutMetadata(new Blob([Uint8Array.from(bytes)], { type }));
    assert.ok(!(await once.text()).includes(SECRET), type);
    assert.equal(await withoutMetadata(once), once, type);
  }
  const drawing = new Blob(["<svg/>"], { type: "image/svg+xml" });
  assert.equal(await withoutMetadata(drawing), drawing);
  const cut = new Blob(["<svg><metadata>".repeat(100_000)], { type: "image/svg+xml" });
  assert.equal(await withoutMetadata(cut), cut);
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
  const items = Array.from({ length: 20_000 }, (_, i) => box("infe", [2, 0, 0, 0], number(i, 2), [0, 0], "Exif"));
  const places = items.flatMap((_, i) => [...number(i, 2), 0, 0, 0xff, 0xff]);
  const listed = box("iinf", number(0), number(items.length, 2), ...items);
  const crowd = box("meta", number(0), listed, box("iloc", number(0), [0, 0], number(items.length, 2), places));
  await bare("image/avif", box("ftyp", "avif"), crowd, Array(1_000_000).fill(1));
});
