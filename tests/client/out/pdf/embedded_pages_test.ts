import assert from "node:assert/strict";
import { degrees, type PDFArray, PDFDict, PDFDocument, PDFName, PDFString, rgb, StandardFonts } from "pdf-lib";
import { fitted } from "../../../../board/figure/text/shape_text.ts";
import { uprightOf } from "../../../../board/figure/point.ts";
import type { ImageShape, Shape } from "../../../../board/shape.ts";
import { copyPages } from "../../../../client/out/pdf/page_copies.ts";
import { pdfFile } from "../../../../client/out/pdf/pdf_file.ts";
import { imageOf } from "../../../support/board/images.ts";
import { textOf } from "../../../support/board/figures.ts";
import { HOSTILE_PDFS, OUTSIDE } from "../../../support/formats/hostile_pdfs.ts";
import { lockedPdf } from "../../../support/formats/locked_pdf.ts";
import { packagedFonts } from "../../../support/formats/pdf_sources.ts";
import { askPoppler, hasPoppler, NO_POPPLER } from "../../../support/formats/poppler.ts";
import { pageObjects, rawPdf, rawStream } from "../../../support/formats/raw_pdf.ts";

const ASSET = "6f".repeat(32);
/** A board unit is a pixel of CSS. */
const UNIT = 4 / 3;

/** Four pages, each turned by a quarter more than the one before and cut off, with a link and a mark on each. */
async function original(): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let turns = 0; turns < 4; turns++) {
    const page = pdf.addPage([320, 220]);
    page.setCropBox(10, 20, 300, 180);
    page.setRotation(degrees(90 * turns));
    page.drawText(`Fjord${turns} skerry`, { x: 40, y: 150, size: 24, font });
    page.drawRectangle({ x: 220, y: 30, width: 80, height: 20, color: rgb(1, 0.5, 0) });
    const mark = pdf.context.register(
      pdf.context.stream("0 0 1 rg 0 0 10 10 re f", { Type: "XObject", Subtype: "Form", BBox: [0, 0, 10, 10] }),
    );
    const link = {
      Type: "Annot",
      Subtype: "Link",
      Rect: [40, 145, 100, 175],
      A: { S: "URI", URI: PDFString.of("https://example.org/a") },
    };
    const bad = { ...link, A: { S: "URI", URI: PDFString.of("javascript:alert(1)") } };
    const square = { Type: "Annot", Subtype: "Square", Rect: [40, 40, 80, 60], AP: { N: mark } };
    page.node.set(PDFName.of("Annots"), pdf.context.obj([link, bad, square]));
  }
  return new Uint8Array(await pdf.save());
}

function pageOf(page: number, properties: Partial<ImageShape> = {}): ImageShape {
  const isAcross = page % 2 === 0;
  const [w, h] = isAcross ? [180 * UNIT, 300 * UNIT] : [300 * UNIT, 180 * UNIT];
  const asset = `${page}`.repeat(64).slice(0, 64);
  return imageOf(`p${page}`, { asset, pdf: { asset: ASSET, page }, w, h, ...properties });
}

function exported(shapes: readonly Shape[], file: Uint8Array, pages = shapes): Promise<Uint8Array> {
  const pixels = new Uint8ClampedArray(4).fill(9);
  const sources = packagedFonts({
    picture: () => Promise.resolve({ width: 1, height: 1, pixels }),
    copies: async (asset, pages) => asset === ASSET ? await copyPages(file, pages).catch(() => undefined) : undefined,
  });
  const excerpts = pages.map((page) => ({ pictured: shapes, box: uprightOf(page) }));
  return pdfFile(excerpts, { title: "", paper: "fit", hasMargin: false, sources });
}

Deno.test("links in a page stay where they are, also when it is turned or cropped, and no others", async () => {
  const page = pageOf(1, { x: 100, y: 50 });
  const cropped = pageOf(3, { x: 900, crop: { x: 0.5, y: 0.5, w: 0.5, h: 0.5 } });
  const pdf = await PDFDocument.load(await exported([page, cropped], await original(), [page]));
  const links = pdf.getPage(0).node.Annots()!;
  assert.equal(links.size(), 1);
  const link = links.lookup(0, PDFDict);
  assert.equal(
    link.lookup(PDFName.of("A"), PDFDict).lookup(PDFName.of("URI"), PDFString).asString(),
    "https://example.org/a",
  );
  const { x, y, width, height } = (link.lookup(PDFName.of("Rect")) as PDFArray).asRectangle();
  assert.deepEqual([x, y, width, height].map(Math.round), [30, 125, 60, 30]);
});

Deno.test(`pages go out as they came, turned, cut off and marked, with the drawing on top${NO_POPPLER}`, {
  ignore: !hasPoppler,
}, async () => {
  const file = await original();
  const pages = [1, 2, 3, 4].map((page) => pageOf(page, { y: 1_000 * page }));
  const words = fitted(textOf("t", { x: 400, y: 5_000, text: "Drawn above" }));
  const bytes = await exported([...pages, words], file, [...pages, words as unknown as ImageShape]);

  const text = (await askPoppler("pdftotext", bytes, ["-", "/dev/stdout"])).toString();
  for (let turns = 0; turns < 4; turns++) assert.match(text, new RegExp(`Fjord${turns}`));
  assert.match(text, /Drawn above/);
  const images = (await askPoppler("pdfimages", bytes, ["-list", "-"])).toString().trim().split("\n");
  assert.equal(images.length, 2, `only the heads of columns: ${images.join("\n")}`);

  for (let number = 1; number <= 4; number++) {
    const picture = async (pdf: Uint8Array) => {
      const range = ["-f", `${number}`, "-l", `${number}`];
      return await askPoppler("pdftoppm", pdf, ["-r", "60", "-cropbox", "-gray", ...range, "-"]);
    };
    const [before, after] = [await picture(file), await picture(bytes)];
    assert.equal(after.subarray(0, 11).toString(), before.subarray(0, 11).toString(), "size");
    const other = before.filter((value, i) => Math.abs(value - after[i]) > 64).length;
    assert.ok(before.some((value) => value < 100) && other < before.length / 100, `page ${number}: ${other} differ`);
  }
});

Deno.test("a page in parts is joined, and an unusual or encrypted one comes as its picture", async () => {
  const isVector = async (file: Uint8Array) => {
    const pdf = await PDFDocument.load(await exported([pageOf(1)], file));
    const { dict } = pdf.getPage(0).node.Resources()!.lookup(PDFName.of("XObject"), PDFDict).lookup(
      PDFName.of("I0"),
    ) as unknown as { dict: PDFDict };
    return dict.get(PDFName.of("Subtype")) === PDFName.of("Form");
  };
  const parts = (entries: string) =>
    rawPdf(pageObjects({
      page: "/Contents [5 0 R 6 0 R]",
      more: { 5: rawStream("0 0 9 9", entries), 6: rawStream("re f") },
    }));
  assert.ok(await isVector(await original()));
  assert.ok(await isVector(parts("")));
  assert.ok(!await isVector(parts("/Filter /LZWDecode")));
  assert.ok(!await isVector(lockedPdf("")));
  assert.ok(!await isVector(new TextEncoder().encode("%PDF-1.7 nonsense")));
});

Deno.test("what a hostile PDF would do does not go out with its page", async () => {
  for (const [name, file] of Object.entries(HOSTILE_PDFS)) {
    const pdf = await PDFDocument.load(await exported([pageOf(1)], file));
    for (const [, object] of pdf.context.enumerateIndirectObjects()) {
      const text = object.toString().slice(0, 5_000);
      assert.doesNotMatch(
        text,
        /\/(JavaScript|JS|Launch|GoToR|SubmitForm|OpenAction|XFA|EmbeddedFile|Ref|OPI)\b/,
        name,
      );
      if (/stream/.test(text)) assert.ok(!text.includes(OUTSIDE) || /font|calculator/.test(name), `${name}: ${text}`);
    }
  }
});
