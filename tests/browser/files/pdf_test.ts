import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PDFDocument, PDFString, rgb, StandardFonts } from "pdf-lib";
import { pdfFolder } from "../../../dev/libraries/pdf_files.ts";
import type { ImageShape } from "../../../board/shape.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { drop } from "../../support/browser/pictures.ts";
import { HOSTILE_PDFS } from "../../support/formats/hostile_pdfs.ts";
import { lockedPdf } from "../../support/formats/locked_pdf.ts";
import { askPoppler, hasPoppler } from "../../support/formats/poppler.ts";
import { until } from "../../support/until.ts";

const SITE = "https://example.org/trees";
const WORDS = ["Alder", "Birch", "Cedar"];

/** Three pages with a word each, and a black area from their middle to the right. */
async function report(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const word of WORDS) {
    const page = pdf.addPage([400, 300]);
    page.drawText(`${word} trees`, { x: 40, y: 250, size: 20, font });
    const link = {
      Type: "Annot",
      Subtype: "Link",
      Rect: [40, 240, 140, 270],
      A: { S: "URI", URI: PDFString.of(SITE) },
    };
    page.node.addAnnot(pdf.context.register(pdf.context.obj(link)));
    page.drawRectangle({ x: 200, y: 50, width: 150, height: 150, color: rgb(0, 0, 0) });
  }
  return await pdf.save();
}

/** The PDF that the export dialog saves, with a page for each page. */
async function savedPdf({ page }: BoardPage): Promise<Uint8Array> {
  await page.keyboard.press("Control+Shift+E");
  await page.getByRole("radio", { name: "PDF" }).check();
  await page.getByLabel("A page for each frame and PDF page").check();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  return await readFile(await file.path());
}

appTest("PDFs: chosen pages come in, are sharp, found and drawn on, and go out as they came", async (app, t) => {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_pdf_in_" });
  try {
    const { ada, bo } = await app.openForTwo();
    const asked: string[] = [];
    for (const { page } of [ada, bo]) page.context().on("request", (request) => asked.push(request.url()));
    const dropped = async (name: string, bytes: Uint8Array) => {
      await Deno.writeFile(join(folder, name), bytes);
      await drop(ada, join(folder, name));
    };
    const add = ada.page.getByRole("button", { name: "Add to board" });

    await t.step("the dialog has its size before the PDF is read, and keeps it", async () => {
      const read = Promise.withResolvers<void>();
      await ada.page.route(/pdf_worker/, async (route) => {
        await read.promise;
        await route.continue();
      });
      const boxes = (...parts: string[]) =>
        Promise.all(parts.map((part) => ada.page.locator(part).first().boundingBox()));
      const asked = ["dialog", "dialog [type=submit]"], chosen = [...asked, "dialog .input", ".pdf-pages"];
      await dropped("Report.pdf", await report());
      assert.ok(await add.isDisabled(), "before it is read");
      const before = await boxes(...chosen);
      read.resolve();
      await ada.page.getByRole("checkbox", { name: "Page 3" }).waitFor();
      assert.deepEqual(await boxes(...chosen), before);
      await ada.page.unroute(/pdf_worker/);
      await ada.page.keyboard.press("Escape");
      await dropped("Locked.pdf", lockedPdf("sesame"));
      await ada.page.getByLabel("Password").waitFor();
      const [[dialog, submit], [asking, open]] = [before, await boxes(...asked)];
      assert.deepEqual(asking, dialog);
      assert.equal(open!.y, submit!.y);
      await ada.page.keyboard.press("Escape");
    });

    await t.step("chosen pages come as locked pictures, and one undo takes them back", async () => {
      await dropped("Report.pdf", await report());
      await ada.page.getByRole("checkbox", { name: "Page 3" }).waitFor();
      await ada.page.getByLabel("Pages", { exact: true }).fill("1, 4");
      await add.click();
      await ada.page.getByText("Write page numbers from 1 to 3").waitFor();
      await ada.page.getByLabel("Pages", { exact: true }).fill("1, 3");
      assert.ok(!await ada.page.getByRole("checkbox", { name: "Page 2" }).isChecked());
      await add.click();
      const pages = await bo.shapes(2) as ImageShape[];
      assert.deepEqual(pages.map(({ pdf, locked }) => [pdf!.page, locked]), [[1, true], [3, true]]);
      await ada.page.locator("#canvas").focus();
      await ada.key("Control+z");
      await bo.shapes(0);
      await ada.key("Control+Shift+Z");
      await bo.shapes(2);
      await ada.untilSaved();
    });

    await t.step("links in a page are live, and no tool that draws follows them", async () => {
      const link = bo.page.locator(".page-link").first();
      await link.waitFor();
      assert.equal(await link.getAttribute("href"), SITE);
      const { width, height } = (await link.boundingBox())!;
      assert.deepEqual([width, height].map(Math.round), [133, 40], "as large as on the page");
      await bo.key("p");
      await bo.page.locator("[inert] > .page-link").first().waitFor();
      await bo.key("v");
      await bo.page.locator(":not([inert]) > .page-link").first().waitFor();
    });

    await t.step("somebody else finds a word and goes to its page, which is sharp there", async () => {
      await bo.key("Control+f");
      await bo.page.getByRole("textbox", { name: "Find text" }).fill("cedar tr");
      await bo.page.getByRole("button", { name: "Cedar trees" }).click();
      await bo.page.keyboard.press("Escape");
      const { width, height } = bo.page.viewportSize()!;
      await bo.page.mouse.move(width / 2, height / 2);
      await bo.holding("Control", async () => {
        for (let i = 0; i < 15; i++) await bo.page.mouse.wheel(0, -200);
      });
      // Of the picture alone, the edge of the black area is a row of greys.
      await until("the edge is sharp", async () => {
        const colors = await bo.colorsAround([width / 2, height / 2], 40);
        return colors > 1 && colors < 6;
      });
    });

    await t.step("the pages go out as vectors, with the drawing on top", async () => {
      await ada.page.locator("#canvas").focus();
      await ada.key("p");
      await ada.draw(line([500, 350], [700, 420]));
      await ada.shapes(3);
      const bytes = await savedPdf(ada);
      const pdf = await PDFDocument.load(bytes);
      const sizes = pdf.getPages().map((page) => [page.getWidth(), page.getHeight()].map((edge) => edge.toFixed(3)));
      assert.deepEqual(sizes, [["400.000", "300.000"], ["400.000", "300.000"]]);
      if (!hasPoppler) return;
      const text = (await askPoppler("pdftotext", bytes, ["-", "/dev/stdout"])).toString();
      assert.match(text, /Alder trees[^]*Cedar trees/);
      const images = (await askPoppler("pdfimages", bytes, ["-list", "-"])).toString().trim().split("\n");
      assert.equal(images.length, 2, "no pixels, only the heads of columns");
    });

    await t.step("a PDF with a password asks for it, and stays on the device", async () => {
      await dropped("Locked.pdf", lockedPdf("sesame"));
      const field = ada.page.getByLabel("Password");
      await field.fill("barley");
      await ada.page.keyboard.press("Enter");
      await ada.page.getByText("This is not the password").waitFor();
      await field.fill("sesame");
      await ada.page.keyboard.press("Enter");
      await add.click();
      const page = (await ada.shapes(4)).at(-1) as ImageShape;
      assert.equal(page.pdf, undefined);
    });

    await t.step("what is no PDF is said", async () => {
      await dropped("Broken.pdf", new TextEncoder().encode("%PDF-1.7 nonsense"));
      await ada.page.getByText("The PDF is damaged or is none").waitFor();
      await ada.page.keyboard.press("Escape");
    });

    await t.step("hostile PDFs are read and painted in the worker without a request to anybody", async () => {
      const failures = await ada.page.evaluate(async ({ files, folder }) => {
        const address = performance.getEntriesByType("resource").find(({ name }) => /pdf_worker/.test(name))!.name;
        const resources = new URL(folder, location.origin).href;
        /** The answers to tasks; nothing when the worker is silent for too long. */
        const read = (bytes: readonly number[]) =>
          new Promise<unknown>((resolve) => {
            const worker = new Worker(address, { type: "module" });
            const end = (outcome?: unknown) => {
              clearTimeout(timer);
              worker.terminate();
              resolve(outcome);
            };
            const timer = setTimeout(() => end(), 10_000);
            const size = { width: 90, height: 60 };
            const tasks = [
              { kind: "open", bytes: Uint8Array.from(bytes), resources },
              { kind: "text", page: 1 },
              { kind: "paint", page: 1, whole: size, part: { left: 0, top: 0, ...size } },
            ];
            worker.onmessage = ({ data }) => {
              const id = data === "ready" ? 0 : data.id;
              if (data.problem && id === 1 || id === tasks.length) end("ended");
              else worker.postMessage({ id: id + 1, task: tasks[id] });
            };
          });
        const silent: string[] = [];
        const waiting = files.values();
        const readAll = async () => {
          for (const [name, bytes] of waiting) if (await read(bytes) !== "ended") silent.push(name);
        };
        await Promise.all([readAll(), readAll(), readAll()]);
        return silent;
      }, {
        files: Object.entries(HOSTILE_PDFS).map(([name, bytes]) => [name, [...bytes]] as const),
        folder: pdfFolder(),
      });
      assert.deepEqual(failures, []);
      const outside = asked.filter((url) => !url.startsWith(app.server.origin) && !url.startsWith("blob:"));
      assert.deepEqual(outside, []);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
