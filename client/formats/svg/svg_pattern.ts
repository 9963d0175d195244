import type { XmlElement } from "@rgrove/parse-xml";
import type { ImageShape } from "../../../board/shape.ts";
import { cropOf } from "../foreign_pictures.ts";
import { elementsOf } from "../xml.ts";
import { lengthOf } from "./svg_length.ts";
import { matrixOf } from "./svg_matrix.ts";
import { idIn } from "./svg_style.ts";

/** A picture that fills a form, as Figma writes pictures. */
export interface FillPicture extends Pick<ImageShape, "crop"> {
  readonly source: string | undefined;
  /** What it takes of the form's box, parts of that. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** @returns undefined for a fill that is no picture, or one that is turned or repeated by lengths */
export function pictureOfFill(fill = "", ids: ReadonlyMap<string, XmlElement>): FillPicture | undefined {
  const pattern = ids.get(idIn(fill) ?? "");
  if (pattern?.name !== "pattern" || pattern.attributes.patternContentUnits !== "objectBoundingBox") return undefined;
  for (const child of elementsOf(pattern)) {
    const image = child.name === "use" ? ids.get(hrefOf(child)?.slice(1) ?? "") : child;
    if (image?.name !== "image") continue;
    const [a, b, c, d, x, y] = matrixOf(child.attributes.transform);
    const w = a * lengthOf(image.attributes.width, 0), h = d * lengthOf(image.attributes.height, 0);
    const left = Math.max(0, x), top = Math.max(0, y), right = Math.min(1, x + w), bottom = Math.min(1, y + h);
    if (b !== 0 || c !== 0 || !(right > left && bottom > top)) return undefined;
    const crop = cropOf([left - x, top - y, right - x, bottom - y], w, h);
    return { source: hrefOf(image), x: left, y: top, w: right - left, h: bottom - top, ...crop };
  }
  return undefined;
}

function hrefOf({ attributes }: XmlElement): string | undefined {
  return attributes.href ?? attributes["xlink:href"];
}
