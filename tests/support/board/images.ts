import type { ImageShape } from "../../../board/shape.ts";

/** An image of 400 × 300 pixels in a box of half that size. */
export function imageOf(id: string, properties: Partial<ImageShape> = {}): ImageShape {
  const box = { x: 0, y: 0, w: 200, h: 150 };
  return {
    id,
    kind: "image",
    order: "a0",
    ...box,
    asset: ASSET,
    type: "image/png",
    pixelW: 400,
    pixelH: 300,
    ...properties,
  };
}

export const ASSET = "5e".repeat(32);
