import type { Crop, ImageShape } from "../shape.ts";

export const WHOLE: Crop = { x: 0, y: 0, w: 1, h: 1 };

/** Where the whole picture of an image lies: x + scaleX · u, y + scaleY · v for fractions u, v of the picture. */
export interface PicturePlace {
  /** Relative to the top left corner of the image's box, board units. */
  readonly x: number;
  readonly y: number;
  /** Board units for the whole width and height; negative when the picture is mirrored. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** The crop fills the box, so the whole picture is larger than it. */
export function placePicture({ w, h, crop = WHOLE, flipX, flipY }: ImageShape): PicturePlace {
  const wide = w / crop.w, high = h / crop.h;
  return {
    x: flipX ? w + crop.x * wide : -crop.x * wide,
    y: flipY ? h + crop.y * high : -crop.y * high,
    scaleX: flipX ? -wide : wide,
    scaleY: flipY ? -high : high,
  };
}
