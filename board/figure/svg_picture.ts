import { encodeHex } from "../bytes/hex.ts";
import type { ImageShape } from "../shape.ts";
import { kindOf } from "../kinds/kinds.ts";
import { placePicture } from "./picture_place.ts";
import { escaped } from "./text/svg_text.ts";

/** `data:` URLs of pictures, by asset. */
export type PictureSources = ReadonlyMap<string, string>;

/** The pictures, each once however often it is used, in a square of one unit. */
export function* pictureDefinitions(pictures: PictureSources): Generator<string> {
  for (const [asset, source] of pictures) {
    yield `<defs><image id="p${asset}" width="1" height="1" preserveAspectRatio="none" href="${
      escaped(source)
    }"/></defs>`;
  }
}

/**
 * An image, relative to its own top left corner, with its alternative text.
 *
 * @param placeholder what takes the place of a missing picture
 */
export function svgPicture(shape: ImageShape, pictures: PictureSources, placeholder: () => string): string {
  const { asset, alt, form = "rectangle", rounded, crop, preview, w, h } = shape;
  const title = alt ? `<title>${escaped(alt)}</title>` : "";
  const outline = kindOf(shape).path(shape, w, h).d;
  // The first bytes of a preview are the mean colour of the picture.
  const mean = preview ? `<path d="${outline}" fill="#${encodeHex(preview.subarray(0, 3))}"/>` : undefined;
  if (!pictures.has(asset)) return title + (mean ?? placeholder());
  const { x, y, scaleX, scaleY } = placePicture(shape);
  const picture = `<use href="#p${asset}" transform="matrix(${[scaleX, 0, 0, scaleY, x, y].map(round).join(" ")})"/>`;
  if (form === "rectangle" && !rounded && !crop) return title + picture;
  const id = `c${shape.id}`;
  return `${title}<clipPath id="${id}"><path d="${outline}"/></clipPath><g clip-path="url(#${id})">${picture}</g>`;
}

function round(value: number): number {
  return +value.toFixed(3);
}
