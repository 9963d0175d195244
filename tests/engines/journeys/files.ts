import assert from "node:assert/strict";
import { PDFDict, PDFDocument, PDFName } from "pdf-lib";
import type { GeoShape, ImageShape } from "../../../board/shape.ts";
import { box, label, scene } from "../../support/formats/excalidraw_files.ts";
import { dropFile, dropPicture } from "../../support/engines/dropped_files.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";
import { until } from "../../support/until.ts";

export const FILES: Journeys = {
  "a dropped picture is uploaded, seen by others, and cropped": async (people) => {
    const { links, ada } = await people.begin();
    const bo = await people.open(links.viewer);
    await ada.driver.evaluate(dropPicture, { x: 500, y: 400, width: 300, height: 200 });
    const [image] = await people.untilCount(links.owner, 1) as [ImageShape];
    assert.deepEqual([image.kind, image.pixelW, image.pixelH], ["image", 300, 200]);
    await ada.untilSaved();
    const answer = await fetch(`${people.server.origin}/api/boards/${links.viewer}/assets/${image.asset}`);
    await answer.body?.cancel();
    assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "image/png"]);
    await ada.untilInk([500, 400]);
    await bo.untilInk([500, 400]);
    await ada.driver.doubleClick([500, 400]);
    await ada.untilThere({ selector: ".crop-frame" });
    for (let i = 0; i < 5; i++) await ada.key("Shift+ArrowLeft");
    await ada.key("Enter");
    await people.untilStored(links.owner, "the image is narrower", ([shape]) => shape.w === 260);
    const right = image.x + image.w - 20, middle = image.y + image.h / 2;
    await until("the edge is cut off for others", async () => await bo.inkAround([right, middle]) === 0);
  },

  "a drawing of Excalidraw becomes shapes": async (people) => {
    const { links, ada } = await people.begin();
    const content = JSON.stringify(scene(
      box({ id: "quay", boundElements: [{ type: "text", id: "words" }] }),
      label("quay", { id: "words", text: "Quay", originalText: "Quay" }),
    ));
    await ada.driver.evaluate(dropFile, { x: 500, y: 400, name: "harbour.excalidraw", content });
    const [shape] = await people.untilCount(links.owner, 1) as [GeoShape];
    assert.deepEqual([shape.kind, shape.w, shape.h, shape.text], ["geo", 200, 80, "Quay"]);
  },

  "the pages of a PDF come in, their words are found, and they go out as they came": async (people) => {
    const { links, ada } = await people.begin();
    await ada.driver.evaluate(dropFile, { x: 500, y: 400, name: "trees.pdf", content: await treesPdf() });
    await ada.button("Add to board");
    const pages = await people.untilCount(links.owner, 2) as ImageShape[];
    assert.deepEqual(pages.map(({ pdf, locked }) => [pdf!.page, locked]), [[1, true], [2, true]]);
    await ada.untilGone({ selector: "dialog" });
    await ada.untilSaved();
    await ada.key("Control+f");
    await ada.untilThere({ selector: ".find input" });
    await ada.type("birch");
    await ada.untilThere({ selector: ".find button", name: "trees.pdf, page 2 Birch trees" });
    await ada.key("Escape");
    await ada.key("Control+Shift+e");
    await ada.click({ selector: "label", name: "PDF" });
    await ada.button("Download");
    const { name, bytes } = await people.untilDownloaded();
    assert.match(name, /\.pdf$/);
    assert.equal((await fontsIn(bytes)).join(), "Helvetica,Helvetica", "the letters of both pages are letters again");
  },
};

/** Two pages with words, each character a byte. */
async function treesPdf(): Promise<string> {
  const pdf = await PDFDocument.create();
  for (const tree of ["Alder", "Birch"]) pdf.addPage([400, 300]).drawText(`${tree} trees`, { x: 40, y: 250 });
  return String.fromCharCode(...await pdf.save());
}

/** The names of the fonts in a PDF. */
async function fontsIn(bytes: Uint8Array): Promise<readonly string[]> {
  const { context } = await PDFDocument.load(bytes);
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    const name = object instanceof PDFDict && object.lookupMaybe(PDFName.of("BaseFont"), PDFName);
    return name ? [name.decodeText()] : [];
  });
}
