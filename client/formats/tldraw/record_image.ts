import type { ImageShape } from "../../../board/shape.ts";
import { cropOf } from "../foreign_pictures.ts";
import { type Json, numberOr, record, textOr } from "../json.ts";

/** How an image shows its picture: mirrored, cropped, round, described. */
export function imageLook(props: Json): Pick<ImageShape, "flipX" | "flipY" | "crop" | "form" | "alt"> {
  const { topLeft, bottomRight, isCircle } = record(props.crop);
  const [from, to] = [record(topLeft), record(bottomRight)];
  const alt = textOr(props.altText, "").slice(0, 1_000);
  return {
    ...(props.flipX === true && { flipX: true }),
    ...(props.flipY === true && { flipY: true }),
    ...(props.crop
      ? cropOf([numberOr(from.x, 0), numberOr(from.y, 0), numberOr(to.x, 1), numberOr(to.y, 1)], 1, 1)
      : {}),
    ...(isCircle === true && { form: "ellipse" }),
    ...(alt !== "" && { alt }),
  };
}

function assetIdOf({ asset }: ImageShape): string {
  return `asset:${asset}`;
}

/** The properties of an image of ours in tldraw. @param hasPicture its asset is in the file */
export function imageProps(shape: ImageShape, hasPicture: boolean): Record<string, unknown> {
  const { w, h, crop, form, flipX = false, flipY = false, alt = "" } = shape;
  const { x, y, w: wide, h: high } = crop ?? { x: 0, y: 0, w: 1, h: 1 };
  const isRound = form === "ellipse";
  const part = { topLeft: { x, y }, bottomRight: { x: x + wide, y: y + high }, ...(isRound && { isCircle: true }) };
  return {
    w: Math.max(1, w),
    h: Math.max(1, h),
    playing: true,
    url: "",
    assetId: hasPicture ? assetIdOf(shape) : null,
    crop: crop || isRound ? part : null,
    flipX,
    flipY,
    altText: alt,
  };
}

/** The asset record of a picture. @param src its data URL */
export function assetRecord(shape: ImageShape, src: string): Record<string, unknown> {
  const { type: mimeType, pixelW: w, pixelH: h } = shape;
  const props = { name: "", src, w, h, mimeType, isAnimated: mimeType === "image/gif" };
  return { id: assetIdOf(shape), typeName: "asset", type: "image", meta: {}, props };
}
