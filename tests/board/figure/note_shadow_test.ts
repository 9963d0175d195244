import assert from "node:assert/strict";
import { PDFDocument } from "pdf-lib";
import { boundsOf } from "../../../board/figure/bounds.ts";
import { figureOf } from "../../../board/figure/figure.ts";
import { svgOf } from "../../../board/figure/svg.ts";
import { kindOf } from "../../../board/kinds/kinds.ts";
import { pdfFile } from "../../../client/out/pdf/pdf_file.ts";
import { noteOf } from "../../support/board/figures.ts";
import { packagedFonts } from "../../support/formats/pdf_sources.ts";

const NOTE = noteOf("n", { x: 0, y: 0, w: 120, h: 80 });
const BOX = { minX: -20, minY: -20, maxX: 140, maxY: 100 };

Deno.test("the shadow of a note lets what is below show through and stays within the margin", () => {
  const shadow = figureOf(NOTE).filter(({ fill }) => fill?.opacity !== undefined);
  assert.ok(shadow.length > 0);
  const margin = kindOf(NOTE).margin(NOTE);
  for (const { path, fill } of shadow) {
    assert.ok(fill!.opacity! > 0 && fill!.opacity! < 0.2);
    assert.ok(typeof path !== "string");
    const { minX, minY, maxX, maxY } = boundsOf(path.corners);
    assert.ok(minX >= -margin && minY >= -margin && maxX <= 120 + margin);
    assert.ok(maxY > 80 && maxY <= 80 + margin);
  }
});

Deno.test("a note has its shadow in SVG and PDF", async () => {
  assert.match(svgOf([NOTE], { box: BOX, theme: "light" }), /fill="#000000" fill-opacity="0\.0\d"/);
  const pdf = await pdfFile([{ pictured: [NOTE], box: BOX }], {
    title: "Note",
    paper: "fit",
    hasMargin: true,
    sources: packagedFonts(),
  });
  const objects = (await PDFDocument.load(pdf)).context.enumerateIndirectObjects().map(([, object]) => `${object}`);
  assert.match(objects.join("\n"), /\/ca 0\.0\d/);
});
