import { Buffer } from "node:buffer";
import type { BoardPage } from "./board_page.ts";

/** An image: rows of pixels from the top, four bytes each (red, green, blue, alpha). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Renders a picture in a page's browser on a transparent background, at its natural size. */
export async function pictureOf(
  { page }: BoardPage,
  bytes: Uint8Array,
  type: "image/png" | "image/svg+xml" = "image/png",
): Promise<Picture> {
  const source = `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
  const { width, height, painted } = await page.evaluate(paint, source);
  return { width, height, pixels: Buffer.from(painted, "base64") };
}

/** Runs in the page. */
async function paint(source: string): Promise<{ width: number; height: number; painted: string }> {
  const image = new Image();
  image.src = source;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = new OffscreenCanvas(width, height).getContext("2d")!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.onload = resolve;
    reader.readAsDataURL(new Blob([data]));
  });
  return { width, height, painted: (reader.result as string).split(",")[1] };
}
