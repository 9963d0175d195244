import type { Page } from "playwright-core";
import { exifOf, segmentOf } from "../board/exif.ts";
import type { BoardPage } from "./board_page.ts";

/** A picture of stripes as a file; `shade` makes its bytes differ from others. Made by the page, as tests have no encoder. */
export async function pictureFile(
  page: Page,
  { width = 600, height = 400, shade = 0, type = "image/png" } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await page.evaluate(async ({ width, height, shade, type }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d")!;
    for (let i = 0; i < 12; i++) {
      context.fillStyle = `hsl(${(shade + i * 30) % 360} 80% 55%)`;
      context.fillRect(i * width / 12, 0, width / 12 + 1, height);
    }
    context.fillStyle = "white";
    context.beginPath();
    context.arc(width / 2, height / 2, height / 4, 0, 7);
    context.fill();
    return [...new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer())];
  }, { width, height, shade, type });
  return Uint8Array.from(bytes);
}

/** A JPEG as a camera writes it that was held upright: it is to be turned, and it says where it was taken. */
export function photograph(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...jpeg.subarray(0, 2), ...segmentOf(0xe1, "Exif\0\0", exifOf()), ...jpeg.subarray(2)]);
}

/** Copies the selection of one page and pastes it on another. */
export async function carry(from: Page, to: Page): Promise<void> {
  const html = await from.evaluate(() => {
    const clipboardData = new DataTransfer();
    dispatchEvent(new ClipboardEvent("copy", { clipboardData, cancelable: true }));
    return clipboardData.getData("text/html");
  });
  await to.evaluate((html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
  }, html);
}

/** Pastes pictures as from another program. */
export async function pastePictures(page: Page, files: readonly Uint8Array[]): Promise<void> {
  await page.evaluate((files) => {
    const clipboardData = new DataTransfer();
    files.forEach((bytes, i) =>
      clipboardData.items.add(new File([Uint8Array.from(bytes)], `${i}.png`, { type: "image/png" }))
    );
    dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
  }, files.map((bytes) => [...bytes]));
}

/** Drops files on the board as the desktop does. */
export async function drop(board: BoardPage, ...files: string[]): Promise<void> {
  const devtools = await board.devtools();
  const dragged = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", { type, x: 500, y: 400, data: dragged });
  }
}
