import type { ImageShape } from "../../../board/shape.ts";
import { cropOf } from "../foreign_pictures.ts";
import { list, numberOr, record } from "../json.ts";
import type { Element } from "./element.ts";
import { cornerOf, roundnessOf } from "./element_corner.ts";

/** How an image shows its picture: mirrored, cropped, with rounded corners. */
export function imageLook(element: Element): Pick<ImageShape, "flipX" | "flipY" | "crop" | "rounded" | "corner"> {
  const { source } = element;
  const [byX, byY] = list(source.scale);
  const { x, y, width, height, naturalWidth, naturalHeight } = record(source.crop);
  const [left, top, w, h] = [x, y, width, height].map((value) => numberOr(value, 0));
  const crop = cropOf([left, top, left + w, top + h], numberOr(naturalWidth, 0), numberOr(naturalHeight, 0));
  return {
    ...(numberOr(byX, 1) < 0 && { flipX: true }),
    ...(numberOr(byY, 1) < 0 && { flipY: true }),
    ...(source.crop ? crop : {}),
    ...cornerOf(element),
  };
}

/** The properties of an image of ours in Excalidraw. */
export function imageElement(shape: ImageShape): Record<string, unknown> {
  const { asset, pixelW, pixelH, crop, flipX, flipY } = shape;
  return {
    strokeColor: "transparent",
    fileId: asset,
    status: "saved",
    scale: [flipX ? -1 : 1, flipY ? -1 : 1],
    roundness: roundnessOf(shape),
    crop: crop
      ? {
        x: crop.x * pixelW,
        y: crop.y * pixelH,
        width: crop.w * pixelW,
        height: crop.h * pixelH,
        naturalWidth: pixelW,
        naturalHeight: pixelH,
      }
      : null,
  };
}

/** Pictures as the files of a scene. @param pictures data URLs by hash */
export function sceneFiles(pictures: ReadonlyMap<string, string>): Record<string, unknown> {
  const file = ([id, dataURL]: readonly [string, string]) => {
    const mimeType = dataURL.slice("data:".length, dataURL.indexOf(";"));
    return [id, { mimeType, id, dataURL, created: 1, lastRetrieved: 1 }];
  };
  return Object.fromEntries([...pictures].map(file));
}
