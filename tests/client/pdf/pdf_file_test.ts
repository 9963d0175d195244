import assert from "node:assert/strict";
import { degrees, PDFDocument, StandardFonts } from "pdf-lib";
import { PdfFile } from "../../../client/pdf/pdf_file.ts";
import { PdfError } from "../../../client/pdf/pdf_task.ts";
import { HOSTILE_PDFS } from "../../support/formats/hostile_pdfs.ts";
import { lockedPdf } from "../../support/formats/locked_pdf.ts";
import { pageObjects, rawPdf } from "../../support/formats/raw_pdf.ts";

const RESOURCES = { resources: new URL("../../../node_modules/pdfjs-dist/", import.meta.url).href };

async function problemOf(opening: Promise<PdfFile>): Promise<string> {
  try {
    await (await opening).close();
    return "none";
  } catch (error) {
    assert.ok(error instanceof PdfError, `${error}`);
    return error.problem;
  }
}

Deno.test("size and words of the pages of a PDF are read, as they are shown", async () => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  const first = pdf.addPage([300, 200]), second = pdf.addPage([300, 500]);
  first.drawText("Fjord and skerry", { x: 20, y: 100, font });
  first.drawText("second line", { x: 20, y: 60, font });
  second.setRotation(degrees(90));
  second.setCropBox(50, 100, 200, 300);
  const file = await PdfFile.open(new Uint8Array(await pdf.save()), RESOURCES);
  assert.equal(file.pages, 2);
  assert.deepEqual(await file.size(1), { width: 300, height: 200 });
  assert.deepEqual(await file.size(2), { width: 300, height: 200 });
  assert.equal(await file.text(1), "Fjord and skerry\nsecond line");
  assert.equal(await file.text(2), "");
  await file.close();
});

Deno.test("the links of a page are where they are shown, and go to the web and to mail only", async () => {
  const link = (rect: string, action: string) => `<< /Type /Annot /Subtype /Link /Rect [${rect}] /A << ${action} >> >>`;
  const to = (address: string) => `/S /URI /URI (${address})`;
  const annotations = [
    link("30 20 90 40", to("https://example.org/a?b=1")),
    link("250 150 400 300", to("mailto:ada@example.org")),
    link("0 0 9 9", "/S /JavaScript /JS (app.alert\\(1\\))"),
    ...["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "/relative"].map((address) =>
      link("0 0 9 9", to(address))
    ),
    link("0 0 9 9", "/S /Launch /F (calc.exe)"),
  ];
  const page = (more: string) => rawPdf(pageObjects({ page: `/Annots [${annotations.join(" ")}] ${more}` }));
  const found = async (bytes: Uint8Array<ArrayBuffer>) => {
    const file = await PdfFile.open(bytes, RESOURCES);
    const links = await file.links(1);
    await file.close();
    const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
    return links.map(({ link, ...part }) => [link, ...Object.values(part).map(rounded)]);
  };
  assert.deepEqual(await found(page("")), [
    ["https://example.org/a?b=1", 0.1, 0.8, 0.2, 0.1],
    ["mailto:ada@example.org", 0.833, 0, 0.167, 0.25],
  ], "cut off at the edge of the page");
  // Seen 100 points wide and 200 high.
  assert.deepEqual(await found(page("/Rotate 90 /CropBox [0 0 200 100]")), [
    ["https://example.org/a?b=1", 0.2, 0.15, 0.2, 0.3],
  ]);
});

Deno.test("a PDF with a password opens with it only", async () => {
  const bytes = () => lockedPdf("sesame");
  assert.equal(await problemOf(PdfFile.open(bytes(), RESOURCES)), "password");
  assert.equal(await problemOf(PdfFile.open(bytes(), { ...RESOURCES, password: "barley" })), "wrongPassword");
  const file = await PdfFile.open(bytes(), { ...RESOURCES, password: "sesame" });
  assert.equal(await file.text(1), "Secret words");
  await file.close();
});

Deno.test("what is no PDF, or a broken one, is refused", async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  const whole = new Uint8Array(await pdf.save());
  const bad = [new Uint8Array(), new TextEncoder().encode("%PDF-1.7 nonsense"), whole.slice(0, 60)];
  for (const bytes of bad) assert.equal(await problemOf(PdfFile.open(bytes, RESOURCES)), "broken");
});

Deno.test("hostile PDFs ask nobody and run nothing", async () => {
  assert.ok(Object.keys(HOSTILE_PDFS).length >= 30);
  const asked: string[] = [];
  const { fetch: before, eval: evaluate } = globalThis;
  Object.assign(globalThis, {
    fetch: (address: string) => asked.push(address) && before(address),
    eval: (code: string) => asked.push(code),
  });
  try {
    for (const [name, bytes] of Object.entries(HOSTILE_PDFS)) {
      try {
        const file = await PdfFile.open(bytes.slice(), RESOURCES);
        await file.size(1);
        assert.ok((await file.text(1)).length < 1_000, name);
        await file.close();
      } catch (error) {
        // Refused, or a page that cannot be read: the worker says so.
        assert.ok(error instanceof Error, name);
      }
    }
  } finally {
    Object.assign(globalThis, { fetch: before, eval: evaluate });
  }
  assert.deepEqual(asked.filter((address) => !address.startsWith(RESOURCES.resources)), []);
});
