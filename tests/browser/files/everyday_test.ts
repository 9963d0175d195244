import assert from "node:assert/strict";
import { PDFDocument } from "pdf-lib";
import type { Locator, Page } from "playwright-core";
import type { ImageShape } from "../../../board/shape.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { BoardPage } from "../../support/browser/board_page.ts";
import { touch } from "../../support/browser/fingers.ts";
import { pictureFile } from "../../support/browser/pictures.ts";
import { PHONE, photograph } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

/** A PDF with so many pages. */
async function pdfFile(name: string, pages: number) {
  const pdf = await PDFDocument.create();
  for (let i = 0; i < pages; i++) pdf.addPage([300, 200]);
  return { name, mimeType: "application/pdf", buffer: Buffer.from(await pdf.save()) };
}

async function pngFile(page: Page, shade: number) {
  const bytes = await pictureFile(page, { width: 300, height: 200, shade });
  return { name: `${shade}.png`, mimeType: "image/png", buffer: Buffer.from(bytes) };
}

type File = Awaited<ReturnType<typeof pngFile>>;

/** Gives files to the picker that an action opens. */
async function pick({ page }: BoardPage, open: () => Promise<unknown>, files: File | File[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), open()]);
  await chooser.setFiles(files);
}

/** Presses Tab until the focus is on something. */
async function tabTo({ page }: BoardPage, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${wanted}`);
}

const imagesOf = async (board: BoardPage, count: number) => await board.shapes(count) as ImageShape[];

appTest("pictures, PDFs, export and publishing by keyboard alone", async (app, t) => {
  const { links } = await app.server.createBoard();
  const person = await app.person({ permissions: ["clipboard-read", "clipboard-write"] });
  const board = await app.open(links.owner, person);
  const { page } = board;
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });

  await t.step("a picture is picked, cropped, mirrored and replaced", async () => {
    await pick(board, () => board.key("Control+u"), await pngFile(page, 0));
    const [{ id, w, asset }] = await imagesOf(board, 1);
    await page.locator("#canvas").focus();
    await board.key("Enter");
    await page.getByRole("group", { name: /Visible part/ }).waitFor();
    await board.key("Shift+ArrowLeft");
    const bar = page.locator(".crop-bar");
    await tabTo(board, bar.getByRole("button", { name: "Ellipse" }));
    await board.key("Space");
    await tabTo(board, bar.getByRole("button", { name: "Done" }));
    await board.key("Enter");
    await board.untilShape(id, "it is cut", (shape) => shape.w < w && (shape as ImageShape).form === "ellipse");
    await page.locator("#canvas").focus();
    await board.key("Shift+H");
    await board.untilShape(id, "it is mirrored", (shape) => (shape as ImageShape).flipX === true);
    await pick(board, () => board.command("Replace image"), await pngFile(page, 120));
    await board.untilShape(id, "it is replaced", (shape) => (shape as ImageShape).asset !== asset);
  });

  await t.step("pages of PDFs are chosen", async () => {
    await board.key("Control+a");
    await board.key("Delete");
    await pick(board, () => board.key("Control+o"), await pdfFile("Report.pdf", 3));
    const second = page.getByRole("checkbox", { name: "Page 2" });
    await second.waitFor();
    await tabTo(board, second);
    await board.key("Space");
    await tabTo(board, button("Add to board"));
    await board.key("Enter");
    assert.deepEqual((await imagesOf(board, 2)).map(({ pdf }) => pdf!.page), [1, 3]);
  });

  await t.step("a board is exported", async () => {
    await board.key("Control+Shift+E");
    await tabTo(board, page.getByRole("radio", { name: "PNG" }));
    for (let i = 0; i < 4; i++) await board.key("ArrowDown");
    await page.getByRole("radio", { name: "PDF", checked: true }).waitFor();
    await tabTo(board, button("Download"));
    const [file] = await Promise.all([page.waitForEvent("download"), board.key("Enter")]);
    assert.match(file.suggestedFilename(), /\.pdf$/);
    await page.locator("dialog").waitFor({ state: "detached" });
  });

  await t.step("what is pasted again takes its next form", async () => {
    await page.evaluate(() => navigator.clipboard.writeText("Fruit\tCount\nApples\t3\nPears\t5"));
    await page.locator("#canvas").focus();
    await board.key("Control+v");
    await board.untilDone(/Pasted as a table/);
    await board.key("Control+v");
    await board.untilDone(/bar chart/);
  });

  await t.step("a board is published and withdrawn", async () => {
    await tabTo(board, button("Share"));
    await board.key("Enter");
    await tabTo(board, page.getByRole("tab", { selected: true }));
    await board.key("End");
    const tab = page.getByRole("tab", { name: "Publish" });
    for (let i = 0; i < 4 && await tab.getAttribute("aria-selected") !== "true"; i++) await board.key("ArrowLeft");
    await tabTo(board, button("Publish this board"));
    await board.key("Enter");
    await page.getByLabel("Address of the published page").waitFor();
    const address = await page.getByLabel("Address of the published page").inputValue();
    assert.equal((await fetch(address).then((response) => response.text())).includes("<svg"), true);
    await tabTo(board, button("Withdraw it"));
    await board.key("Enter");
    await tabTo(board, button("Withdraw it").last());
    await board.key("Enter");
    await button("Publish this board").waitFor();
    await board.key("Escape");
  });
});

appTest("pictures, PDFs, export and publishing by touch on a phone", async (app, t) => {
  const { links } = await app.server.createBoard();
  const board = await app.open(links.owner, await app.person(PHONE));
  const { page } = board;
  const tap = (name: string | RegExp) =>
    page.getByRole("button", { name, exact: typeof name === "string" }).first().tap();
  const more = async (name: string | RegExp) => {
    await tap("More");
    await tap(name);
  };

  await t.step("the camera is asked for", async () => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), more("Take a photo…")]);
    assert.equal(await chooser.element().getAttribute("capture"), "environment");
    await chooser.setFiles(await pngFile(page, 0));
    await imagesOf(board, 1);
    await photograph(page, "everyday_phone_image");
  });

  await t.step("a picture is cropped", async () => {
    const [{ id, w }] = await imagesOf(board, 1);
    await tap("Crop image");
    const handle = page.locator(".crop-handle").nth(3);
    await handle.waitFor();
    const { x, y, width, height } = (await handle.boundingBox())!;
    const frame = (await page.locator(".crop-frame").boundingBox())!;
    const [fromX, fromY] = [x + width / 2, y + height / 2];
    await touch(board, ...[0, 10, 20, 30, 40].map((by) => [[fromX - by, fromY]] as const));
    await photograph(page, "everyday_phone_crop");
    // Chromium gives no click for it where the drag before was a fling.
    await tap("Done");
    await board.untilShape(id, "it is cut", (shape) => Math.abs(w - shape.w - 40 * w / frame.width) < 2);
  });

  await t.step("what an image looks like and shows is changed in the style sheet", async () => {
    const [{ id, asset }] = await imagesOf(board, 1);
    const tab = (name: string) => page.getByRole("tab", { name }).tap();
    const untilImage = (what: string, isWanted: (image: ImageShape) => boolean) =>
      board.untilShape(id, what, (shape) => isWanted(shape as ImageShape));
    const replace = page.locator(".quick-bar").getByRole("button", { name: "Replace image…" });
    assert.ok((await replace.boundingBox())!.width >= 40, "wide enough for a finger");
    await pick(board, () => replace.tap(), await pngFile(page, 120));
    await untilImage("it is replaced", (image) => image.asset !== asset);
    await tap("Style");
    const opacity = (await page.getByRole("slider", { name: "Opacity, per cent" }).boundingBox())!;
    await page.touchscreen.tap(opacity.x + opacity.width / 2, opacity.y + opacity.height / 2);
    await untilImage("it is half transparent", ({ opacity = 1 }) => opacity < 0.7);
    await tab("Shape");
    await page.getByLabel("Rounded").tap();
    await untilImage("it has round corners", ({ rounded }) => rounded === true);
    await tab("Arrange");
    await tap("Flip horizontal");
    await untilImage("it is mirrored", ({ flipX }) => flipX === true);
    await page.getByLabel("Description for people who cannot see it").fill("A harbour");
    await page.getByText("Position, size and link").tap();
    await untilImage("it is described", ({ alt }) => alt === "A harbour");
    await page.getByRole("spinbutton", { name: "Angle, degrees" }).fill("30");
    await page.getByText("Position, size and link").tap();
    await untilImage("it is turned", ({ angle = 0 }) => Math.abs(angle - Math.PI / 6) < 0.01);
    await photograph(page, "everyday_phone_style");
    await page.touchscreen.tap(40, 160);
  });

  await t.step("a drawing and a picture are picked together, and one of them is taken back", async () => {
    const drawing = { name: "plan.md", mimeType: "text/markdown", buffer: Buffer.from("- first\n- second\n") };
    await pick(board, () => more(/^Import file/), [drawing, await pngFile(page, 60)]);
    await board.shapes(4);
    await tap("Undo");
    await tap("Undo");
    await board.shapes(1);
  });

  await t.step("pages of several PDFs are chosen, or all taken", async () => {
    await pick(board, () => more(/^Import file/), await pdfFile("Report.pdf", 3));
    await page.getByRole("checkbox", { name: "Page 2" }).tap();
    await photograph(page, "everyday_phone_pdf");
    await tap("Add to board");
    await imagesOf(board, 3);
    const files = [await pdfFile("One.pdf", 2), await pdfFile("Two.pdf", 4), await pdfFile("Three.pdf", 1)];
    await page.evaluate((files) => {
      const dataTransfer = new DataTransfer();
      for (const { name, bytes } of files) {
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], name, { type: "application/pdf" }));
      }
      dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    }, files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })));
    await page.getByText("1 of 3: One.pdf").waitFor();
    await photograph(page, "everyday_phone_pdfs");
    await tap("All pages of all PDFs");
    const pages = (await imagesOf(board, 10)).slice(3);
    await page.locator("dialog").waitFor({ state: "detached" });
    assert.equal(new Set(pages.map(({ pdf }) => pdf!.asset)).size, 3);
    assert.deepEqual(pages.map(({ y }) => y === pages[0].y), [true, false, true, false, false, false, true]);
  });

  await t.step("a board is exported and published", async () => {
    await more(/^Export/);
    await page.getByText("JPEG", { exact: true }).tap();
    await photograph(page, "everyday_phone_export");
    const [file] = await Promise.all([page.waitForEvent("download"), tap("Download")]);
    assert.match(file.suggestedFilename(), /\.jpg$/);
    await page.locator("dialog").waitFor({ state: "detached" });
    await tap("Share");
    await page.getByRole("tab", { name: "Publish" }).tap();
    await tap("Publish this board");
    const address = await page.getByLabel("Address of the published page").inputValue();
    await photograph(page, "everyday_phone_publish");
    const reader = await (await app.newcomer({ ...PHONE, colorScheme: "dark" })).newPage();
    await reader.goto(address);
    const picture = reader.locator("main > svg");
    const before = (await picture.boundingBox())!.width;
    await reader.getByText("200 %").tap();
    await until("it is larger", async () => (await picture.boundingBox())!.width > before);
    await photograph(reader, "everyday_phone_published");
  });
});

appTest("a file that the system opens with the installed app comes on a new board", async (app) => {
  const person = await app.person();
  const page = await person.newPage();
  // Headless browsers install no apps: this stands for what the system does.
  await page.addInitScript(() => {
    const queue = { setConsumer: (take: unknown) => void Object.assign(queue, { take }) };
    Object.defineProperty(globalThis, "launchQueue", { value: queue });
  });
  await page.goto(app.server.origin);
  await page.waitForFunction(() => "take" in (globalThis as unknown as { launchQueue: object }).launchQueue);
  const { buffer } = await pngFile(page, 40);
  await page.evaluate((bytes) => {
    const file = new File([Uint8Array.from(bytes)], "holiday.png", { type: "image/png" });
    const { take } = (globalThis as unknown as { launchQueue: { take(launch: object): void } }).launchQueue;
    take({ files: [{ getFile: () => Promise.resolve(file) }] });
  }, [...buffer]);
  await page.waitForURL("**/b/*");
  const owner = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].slug);
  const [image] = await imagesOf(new BoardPage(page, owner), 1);
  assert.deepEqual([image.kind, image.pixelW], ["image", 300]);
});
