import { orderAbove, type OrderKey } from "../../board/order.ts";
import type { Point } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ImageShape } from "../../board/shape.ts";
import { type Box, height, width } from "../geometry/box.ts";
import type { Prepared } from "./scaling.ts";
import { fittedSize, sideBySide } from "./side_by_side.ts";

/** The part of the view that new pictures take at most. */
const PART = 0.7;

interface NewImagesOptions {
  readonly newId: () => ShapeId;
  readonly above: OrderKey | undefined;
  readonly at: Point;
  readonly view: Box;
  /** Device pixels per CSS pixel: a picture of the screen is as large as what it shows. */
  readonly ratio: number;
}

/** Images for pictures, side by side around a place, no larger than the view. */
export function newImages(
  pictures: readonly Prepared[],
  { newId, above, at, view, ratio }: NewImagesOptions,
): ImageShape[] {
  const inRow = Math.ceil(Math.sqrt(pictures.length));
  const most = { w: PART * width(view) / inRow, h: PART * height(view) / inRow };
  const sizes = pictures.map(({ width, height }) => rounded(fittedSize({ w: width / ratio, h: height / ratio }, most)));
  let order = above;
  return sideBySide(sizes, at).map(({ x, y }, i): ImageShape => {
    order = orderAbove(order);
    return {
      kind: "image",
      id: newId(),
      order,
      x: Math.round(x),
      y: Math.round(y),
      ...sizes[i],
      ...pictureOf(pictures[i]),
    };
  });
}

/** The properties that say what an image shows. */
export function pictureOf(
  { asset, type, width, height, preview }: Prepared,
): Pick<ImageShape, "asset" | "type" | "pixelW" | "pixelH" | "preview"> {
  return { asset, type, pixelW: width, pixelH: height, preview };
}

/** The changes that put another picture in the place of an image's. Width and middle stay, height follows. */
export function replaced({ x, y, w, h }: ImageShape, picture: Prepared): Record<string, unknown> {
  const high = rounded({ w, h: w * picture.height / picture.width }).h;
  return { ...pictureOf(picture), x, y: y + (h - high) / 2, h: high, crop: null, alt: null, pdf: null };
}

function rounded({ w, h }: { w: number; h: number }): { w: number; h: number } {
  return { w: Math.round(w * 64) / 64, h: Math.round(h * 64) / 64 };
}
