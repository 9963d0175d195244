import { kindOf } from "../../../board/kinds/kinds.ts";
import { WHOLE } from "../../../board/figure/picture_place.ts";
import { middleOf } from "../../../board/figure/point.ts";
import type { Crop, ImageShape } from "../../../board/shape.ts";
import type { PaintOptions } from "./ink_painter.ts";
import { placeShape } from "./shape_transform.ts";
import { boxOf, type Region } from "../region.ts";
import type { Context } from "../surface.ts";
import { decodePreview } from "../../../board/pictures/preview.ts";

/** Where the painter gets pictures from. */
export interface PictureSource {
  /** The best bitmap that is here. @param width the width at which the whole picture is shown, pixels */
  find(shape: ImageShape, width: number): ImageBitmap | undefined;
  /** True when nobody can show the picture now. */
  isMissing(shape: ImageShape): boolean;
  /**
   * Sharper parts of a picture, as far as they are here, in fractions of its width and height.
   *
   * @param part what of the picture is painted
   */
  details?(shape: ImageShape, part: Crop, width: number): Iterable<Crop & { readonly bitmap: ImageBitmap }>;
}

/** An image that is shown this wide looks the same as its preview: its bytes are not asked for. Pixels. */
const TINY_PX = 32;

/** Size of the sign on a missing picture, CSS pixels, and the part of the image that it takes at most. */
const SIGN = { size: 40, part: 0.4 };

/** Previews as bitmaps, as long as their records exist. */
const previews = new WeakMap<Uint8Array, OffscreenCanvas | null>();

/**
 * Paints images: the picture at the resolution of the region, or else its preview. Changes only the context's
 * transform.
 */
export class PicturePainter {
  readonly #source: PictureSource;

  constructor(source: PictureSource) {
    this.#source = source;
  }

  /** @returns false when there is nothing better than the figure of the image */
  paint(context: Context, shape: ImageShape, region: Region, { opacity }: PaintOptions): boolean {
    const { crop = WHOLE, form = "rectangle", rounded, w, h } = shape;
    const width = w / crop.w * region.scale;
    const bitmap = width < TINY_PX && shape.preview ? undefined : this.#source.find(shape, width);
    const picture = bitmap ?? previewOf(shape);
    if (picture === undefined) return false;
    placeShape(context, shape, region);
    context.save();
    context.globalAlpha = opacity;
    if (form !== "rectangle" || rounded) clip(context, shape);
    // Few pixels are scaled up smoothly, so that a preview looks out of focus instead of striped.
    if (bitmap === undefined) context.imageSmoothingQuality = "high";
    drawPicture(context, picture, shape);
    if (shape.pdf) {
      drawDetails(context, this.#source.details?.(shape, partIn(shape, region), width) ?? [], shape);
      drawEdge(context, shape, region);
    }
    if (bitmap === undefined && this.#source.isMissing(shape)) paintMissing(context, { w, h, scale: region.scale });
    context.restore();
    return true;
  }
}

function clip(context: Context, shape: ImageShape): void {
  const outline = new Path2D();
  kindOf(shape).path(shape, shape.w, shape.h).trace(outline);
  context.clip(outline);
}

/** The part of a shape's picture that a region may show. */
function partIn(shape: ImageShape, region: Region): Crop {
  const { crop = WHOLE, flipX, flipY, w, h, angle = 0 } = shape;
  const { minX, minY, maxX, maxY } = boxOf(region);
  const middle = middleOf(shape), cos = Math.cos(angle), sin = Math.sin(angle);
  const corners = [[minX, minY], [maxX, minY], [minX, maxY], [maxX, maxY]].map(([x, y]) => {
    const dx = x - middle.x, dy = y - middle.y;
    const u = 0.5 + (dx * cos + dy * sin) / w, v = 0.5 + (dy * cos - dx * sin) / h;
    return { u: flipX ? 1 - u : u, v: flipY ? 1 - v : v };
  });
  const [x, right] = within(corners.map(({ u }) => u)), [y, bottom] = within(corners.map(({ v }) => v));
  return {
    x: crop.x + x * crop.w,
    y: crop.y + y * crop.h,
    w: Math.max(0, right - x) * crop.w,
    h: Math.max(0, bottom - y) * crop.h,
  };
}

function within(values: readonly number[]): [from: number, to: number] {
  return [Math.max(0, Math.min(...values)), Math.min(1, Math.max(...values))];
}

/** Above the picture, in whose place `drawPicture` has put the context. */
function drawDetails(
  context: Context,
  details: Iterable<Crop & { readonly bitmap: ImageBitmap }>,
  { crop = WHOLE, w, h }: ImageShape,
): void {
  context.beginPath();
  context.rect(0, 0, w, h);
  context.clip();
  const perW = w / crop.w, perH = h / crop.h;
  for (const { bitmap, ...part } of details) {
    context.drawImage(bitmap, (part.x - crop.x) * perW, (part.y - crop.y) * perH, part.w * perW, part.h * perH);
  }
}

/** White pages on a white board would have no edge. */
function drawEdge(context: Context, { w, h }: ImageShape, { scale }: Region): void {
  context.strokeStyle = "rgb(128 128 128 / 50%)";
  // One half of the line is clipped.
  context.lineWidth = 2 / scale;
  context.strokeRect(0, 0, w, h);
}

/** Leaves the context where the picture is: mirrored. */
function drawPicture(context: Context, picture: ImageBitmap | OffscreenCanvas, shape: ImageShape): void {
  const { crop = WHOLE, flipX, flipY, w, h } = shape;
  const { width, height } = picture;
  context.transform(flipX ? -1 : 1, 0, 0, flipY ? -1 : 1, flipX ? w : 0, flipY ? h : 0);
  context.drawImage(picture, crop.x * width, crop.y * height, crop.w * width, crop.h * height, 0, 0, w, h);
}

function previewOf({ preview }: ImageShape): OffscreenCanvas | undefined {
  if (preview === undefined) return undefined;
  let bitmap = previews.get(preview);
  if (bitmap === undefined) previews.set(preview, bitmap = drawn(preview) ?? null);
  return bitmap ?? undefined;
}

function drawn(preview: Uint8Array): OffscreenCanvas | undefined {
  const cells = decodePreview(preview);
  if (cells === undefined) return undefined;
  const canvas = new OffscreenCanvas(cells.columns, cells.rows);
  canvas.getContext("2d")!.putImageData(new ImageData(cells.pixels, cells.columns, cells.rows), 0, 0);
  return canvas;
}

/** A veil, and on it a picture that is crossed out. */
function paintMissing(context: Context, { w, h, scale }: { w: number; h: number; scale: number }): void {
  const size = Math.min(SIGN.size / scale * 2, SIGN.part * Math.min(w, h));
  context.fillStyle = "rgb(0 0 0 / 35%)";
  context.fillRect(0, 0, w, h);
  context.translate(w / 2 - size / 2, h / 2 - size / 2);
  context.scale(size / 24, size / 24);
  context.strokeStyle = "#ffffff";
  context.lineWidth = 2;
  context.stroke(new Path2D(MISSING));
}

/** A picture that is crossed out, on a grid of 24 × 24. */
const MISSING =
  "M2 2l20 20M10.4 10.4a2 2 0 1 1-2.8-2.8M13.5 13.5 6 21M18 12l3 3M3.6 3.6A2 2 0 0 0 3 5v14a2 2 0 0 0 2 2h14a2 2 0 0 0 1.4-.6M21 15V5a2 2 0 0 0-2-2H9";
