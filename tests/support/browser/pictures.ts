import type { Page } from "playwright-core";
import { exifOf, lettersOf, segmentOf } from "../board/exif.ts";
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

/** A GIF of two frames, one black and one white, each shown for a tenth of a second. */
export function animatedFile(edge = 64): Uint8Array<ArrayBuffer> {
  const frame = (color: number) => {
    // Codes of three bits: before each pixel all is forgotten, so that codes never grow (4), and 5 ends.
    const codes = [...Array.from({ length: edge * edge }, () => [4, color]).flat(), 5];
    const packed = new Uint8Array(Math.ceil(codes.length * 3 / 8));
    codes.forEach((code, i) => {
      for (let bit = 0; bit < 3; bit++) {
        const at = i * 3 + bit;
        packed[at >> 3] |= (code >> bit & 1) << (at & 7);
      }
    });
    const parts = Array.from(
      { length: Math.ceil(packed.length / 255) },
      (_, i) => packed.subarray(i * 255, i * 255 + 255),
    );
    const timing = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];
    return [...timing, 0x2c, 0, 0, 0, 0, edge, 0, edge, 0, 0, 2, ...parts.flatMap((part) => [part.length, ...part]), 0];
  };
  const head = [...lettersOf("GIF89a"), edge, 0, edge, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  const repeats = [0x21, 0xff, 11, ...lettersOf("NETSCAPE2.0"), 3, 1, 0, 0, 0];
  return Uint8Array.from([...head, ...repeats, ...frame(0), ...frame(1), 0x3b]);
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
