import { svgOf } from "../../board/figure/svg.ts";
import { PAPER, type Theme } from "../../board/palette.ts";
import { height, width } from "../geometry/box.ts";
import type { Region } from "../render/region.ts";
import { ShapePainter } from "../render/shape_painter.ts";
import type { Excerpt } from "./excerpt.ts";

export interface PictureOptions {
  readonly theme: Theme;
  readonly isTransparent: boolean;
}

/** What browsers can hold in one canvas, pixels: by edge and in all. Safari on phones takes the least. */
const EDGE_MAX = 16_384;
const PIXELS_MAX = 64 * 1024 * 1024;

/** SVG markup of an excerpt. */
export function svgPicture({ shapes, box }: Excerpt, { theme, isTransparent }: PictureOptions): string {
  return svgOf(shapes, { box, theme, ...(!isTransparent && { ground: PAPER[theme] }) });
}

/**
 * A PNG of an excerpt, painted as the board is.
 *
 * @param scale pixels per board unit
 * @throws {Error} for people, when no browser could hold it
 */
export async function pngPicture(
  { shapes, box }: Excerpt,
  { theme, isTransparent, scale }: PictureOptions & { readonly scale: number },
): Promise<Blob> {
  const region: Region = {
    scale,
    left: Math.floor(box.minX * scale),
    top: Math.floor(box.minY * scale),
    width: Math.ceil(width(box) * scale),
    height: Math.ceil(height(box) * scale),
  };
  if (Math.max(region.width, region.height) > EDGE_MAX || region.width * region.height > PIXELS_MAX) {
    throw new Error(
      "Cannot make the picture as it would be too large: choose a smaller scale, a part of the board or SVG",
    );
  }
  const canvas = new OffscreenCanvas(region.width, region.height);
  const context = canvas.getContext("2d")!;
  if (!isTransparent) {
    context.fillStyle = PAPER[theme];
    context.fillRect(0, 0, region.width, region.height);
  }
  const painter = new ShapePainter();
  for (const shape of shapes) painter.paint(context, shape, region, { theme, opacity: 1 });
  painter.clear();
  return await canvas.convertToBlob({ type: "image/png" });
}
