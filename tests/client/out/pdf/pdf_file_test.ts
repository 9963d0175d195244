import assert from "node:assert/strict";
import fontkit from "@pdf-lib/fontkit";
import {
  decodePDFRawStream,
  type PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFString,
} from "pdf-lib";
import { fitted } from "../../../../board/figure/text/shape_text.ts";
import type { Shape } from "../../../../board/shape.ts";
import { FONTS } from "../../../../board/style.ts";
import type { PdfPage } from "../../../../client/out/pdf/page_content.ts";
import { pdfFile, type PdfOptions } from "../../../../client/out/pdf/pdf_file.ts";
import { frameOf, geoOf, noteOf, textOf } from "../../../support/board/figures.ts";
import { imageOf } from "../../../support/board/images.ts";
import { stroke } from "../../../support/board/strokes.ts";
import { packagedFonts } from "../../../support/formats/pdf_sources.ts";
import { askPoppler, hasPoppler, NO_POPPLER } from "../../../support/formats/poppler.ts";
import { seeded } from "../../../support/random.ts";

const WORDS = ["Fjord", "ffi", "čaj", "Ťažký", "Привет", "№7", "(brackets)", "back\\slash", "日本語", "😀"];

/** One of each font, and a picture that is shown twice. */
function board(): Shape[] {
  const texts = FONTS.map((font, i) => fitted(textOf(`t.${i}`, { font, y: 60 * i, text: WORDS.join(" ") })));
  return [
    ...texts,
    noteOf("n", {
      x: 100,
      y: 300,
      text: "Turned words",
      angle: 0.4,
      opacity: 0.5,
      link: "https://example.org/a(b)?q=č",
    }),
    stroke("s", seeded(3)),
    { ...stroke("h", seeded(4)), nib: "highlighter" },
    imageOf("i1", { x: 400 }),
    imageOf("i2", { x: 400, y: 200, crop: { x: 0.1, y: 0, w: 0.5, h: 1 }, flipX: true }),
    frameOf("f", { x: 700 }),
    geoOf("g", { x: 950, y: 50, frame: "f", sketch: true, fill: "hatch" }),
  ];
}

const BOX = { minX: -20, minY: -20, maxX: 1020, maxY: 620 };

function pdfOf(pages: readonly PdfPage[], options: Partial<PdfOptions> = {}): Promise<Uint8Array> {
  return pdfFile(pages, { title: "Plan (β)", paper: "fit", hasMargin: true, sources: packagedFonts(), ...options });
}

/** The content of the pages of a document, as text. */
async function contents(pdf: PDFDocument): Promise<string[]> {
  return await Promise.all(
    pdf.getPages().map(async ({ node }) => {
      const stream = node.Contents();
      assert(stream instanceof PDFRawStream);
      const bytes = new Blob([stream.contents as Uint8Array<ArrayBuffer>]).stream();
      return await new Response(bytes.pipeThrough(new DecompressionStream("deflate"))).text();
    }),
  );
}

Deno.test("a PDF has a page of the drawing's size, its title, and links where the shapes with links are", async () => {
  const bytes = await pdfOf([{ pictured: board(), box: BOX }]);
  const pdf = await PDFDocument.load(bytes, { throwOnInvalidObject: true });
  assert.equal(pdf.getTitle(), "Plan (β)");
  assert.deepEqual(pdf.getPages().map((page) => page.getSize()), [{ width: 780, height: 480 }]);
  const { node } = pdf.getPage(0);
  const link = (node.Annots() as PDFArray).lookup(0) as PDFDict;
  const action = link.lookup(PDFName.of("A")) as PDFDict;
  const uri = action.lookup(PDFName.of("URI")) as PDFString;
  assert.equal(uri.asString().replaceAll("\\", ""), "https://example.org/a(b)?q=%C4%8D");
  const { x, y, width, height } = (link.lookup(PDFName.of("Rect")) as PDFArray).asRectangle();
  // The note is turned about its middle, 200, 400.
  assert.equal(Math.round(x + width / 2), 165);
  assert.equal(Math.round(y + height / 2), Math.round(480 - 0.75 * 420));
  const [content] = await contents(pdf);
  assert.doesNotMatch(content, /NaN|undefined|Infinity|\de[-+]/);
  assert.equal(content.match(/^q$/gm)!.length, content.match(/^Q$/gm)!.length);
});

Deno.test({
  name: "a screen reader finds the texts of all pages in their order, and the pictures" + NO_POPPLER,
  ignore: !hasPoppler,
  async fn() {
    const later = { pictured: [stroke("s2", seeded(5)), noteOf("m", { text: "Later" })], box: BOX };
    const pdf = await pdfOf([{ pictured: board(), box: BOX }, later]);
    const told = (await askPoppler("pdfinfo", pdf, ["-struct-text", "-"])).toString();
    const [first, ...lines] = told.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    assert.equal(first, "Document");
    const texts = FONTS.flatMap(() => ["P (block)", `"${WORDS.slice(0, -1).join(" ")}😀"`]);
    assert.deepEqual(lines.slice(0, texts.length), texts);
    const [P, Figure] = ["P (block)", "Figure"];
    assert.deepEqual(
      lines.slice(texts.length),
      [P, '"Turned words"', Figure, '""', Figure, '""', P, '"Frame"', P, '"Later"'],
    );
  },
});

Deno.test("a picture has its alternative text, and a page of a PDF its own text instead", async () => {
  const pictured = [
    imageOf("i1", { alt: "A harbour (β) at night" }),
    imageOf("i2"),
    imageOf("i3", { pdf: { asset: "6f".repeat(32), page: 1 } }),
  ];
  const pdf = await PDFDocument.load(await pdfOf([{ pictured, box: BOX }]));
  const elements = pdf.context.enumerateIndirectObjects().flatMap(([, object]) =>
    object instanceof PDFDict && object.has(PDFName.of("Pg")) ? [object] : []
  );
  const tags = elements.map((element) => [
    element.lookup(PDFName.of("S"), PDFName).decodeText(),
    element.lookupMaybe(PDFName.of("Alt"), PDFHexString)?.decodeText(),
  ]);
  assert.deepEqual(tags, [["Figure", "A harbour (β) at night"], ["Figure", undefined], ["P", undefined]]);
});

Deno.test("the embedded letters have the outlines of the font", async () => {
  const letters = [..."Turnedwosß&@čťžПривет"];
  for (const font of FONTS) {
    const shapes = [fitted(textOf("t", { font, text: letters.join("") }))];
    const pdf = await PDFDocument.load(await pdfOf([{ pictured: shapes, box: BOX }]));
    const files = pdf.context.enumerateIndirectObjects().flatMap(([, object]) =>
      object instanceof PDFDict && object.has(FONT_FILE) ? [object.lookup(FONT_FILE) as PDFRawStream] : []
    );
    const embedded = new Set(files.flatMap((file) => outlinesOf(decodePDFRawStream(file).decode())));
    const sources = await Promise.all(
      packagedFonts().fontFiles(font).map(async (file) => ({
        ...file,
        source: fontkit.create((await file.load())!),
      })),
    );
    // Besides, accents have glyphs of their own.
    const missing = letters.filter((letter) => {
      const code = letter.codePointAt(0)!;
      const { source } = sources.find(({ isFor }) => isFor(code))!;
      return !embedded.has(source.glyphForCodePoint(code).path.toSVG());
    });
    assert.deepEqual(missing, [], font);
  }
});

const FONT_FILE = PDFName.of("FontFile2");

/** Of all glyphs of a subset but the first, which stands for missing ones. */
function outlinesOf(file: Uint8Array): string[] {
  const font = fontkit.create(file) as unknown as {
    numGlyphs: number;
    getGlyph(id: number): { path: { toSVG(): string } };
  };
  return Array.from({ length: font.numGlyphs - 1 }, (_, i) => font.getGlyph(i + 1).path.toSVG());
}

Deno.test("sheets are turned as the drawing is, which fills them within the margin", async () => {
  const shapes = [geoOf("g", { w: 200, h: 100 })];
  const pages = [{ minX: 0, minY: 0, maxX: 200, maxY: 100 }, { minX: 0, minY: 0, maxX: 100, maxY: 200 }]
    .map((box) => ({ pictured: shapes, box }));
  const sizes = async (options: Partial<PdfOptions>) =>
    (await PDFDocument.load(await pdfOf(pages, options))).getPages().map((page) =>
      [page.getWidth(), page.getHeight()].map(Math.round)
    );
  assert.deepEqual(await sizes({ paper: "a4" }), [[842, 595], [595, 842]]);
  assert.deepEqual(await sizes({ paper: "letter" }), [[792, 612], [612, 792]]);
  const [content] = await contents(await PDFDocument.load(await pdfOf(pages, { paper: "a4" })));
  const [scale, , , , left] = content.split(" ").map(Number);
  assert.equal(Math.round(left), 36);
  assert.equal(Math.round(200 * scale), 842 - 2 * 36);
});

Deno.test("a board larger than any page is scaled to the largest", async () => {
  const box = { minX: -1e6, minY: 0, maxX: 1e6, maxY: 10 };
  const pdf = await PDFDocument.load(await pdfOf([{ pictured: [geoOf("g")], box }]));
  assert.equal(Math.round(pdf.getPage(0).getWidth()), 14_400);
  assert.equal(pdf.getPage(0).getHeight(), 3);
});

Deno.test("an export that is cancelled ends, and says before how far it is", async () => {
  const ended = new AbortController();
  const shapes = [imageOf("i"), imageOf("j", { asset: "6f".repeat(32) })];
  let loads = 0;
  const picture = () => {
    loads++;
    ended.abort(new Error("cancelled"));
    return Promise.resolve(undefined);
  };
  const options = { title: "", paper: "fit", hasMargin: true, sources: packagedFonts({ picture }) } as const;
  const page = { pictured: shapes, box: BOX };
  await assert.rejects(pdfFile([page], options, { signal: ended.signal }), /cancelled/);
  assert.equal(loads, 1);
});

Deno.test(`another program finds every word, and only subsets of fonts${NO_POPPLER}`, {
  ignore: !hasPoppler,
}, async () => {
  const pixels = new Uint8ClampedArray(4 * 400 * 300).map((_, i) => i % 251);
  const picture = () => Promise.resolve({ width: 400, height: 300, pixels });
  const bytes = await pdfOf([{ pictured: board(), box: BOX }], { sources: packagedFonts({ picture }) });

  const text = (await askPoppler("pdftotext", bytes, ["-layout", "-", "/dev/stdout"])).toString();
  for (const word of WORDS) assert.equal(text.split(word).length - 1, FONTS.length, `${word} in ${text}`);
  assert.match(text.replace(/\s+/g, ""), /Turned/);

  const fonts = (await askPoppler("pdffonts", bytes, ["-"])).toString().trim().split("\n").slice(2);
  const ours = fonts.filter((line) => /Drawbridge/.test(line));
  assert.equal(ours.length, 3 * FONTS.length);
  for (const line of ours) assert.match(line, /^[A-Z]{6}\+Drawbridge\w+ +CID TrueType +Identity-H +yes yes yes/);
  assert.equal(fonts.length, ours.length + 1, "besides one font of blanks");
  assert.ok(bytes.length < 400_000, `${bytes.length} bytes`);

  const images = (await askPoppler("pdfimages", bytes, ["-list", "-"])).toString();
  const rows = images.split("\n").map((line) => line.trim().split(/\s+/)).filter(([, , type]) => type === "image");
  const large = rows.filter(([, , , width, height]) => width === "400" && height === "300");
  assert.equal(large.length, 2, images);
  assert.equal(large[0][10], large[1][10], "stored once");
});
