import { isAssetId, isPictureType } from "../asset/asset.ts";
import { ASSET_EDGE_MAX, PDF_PAGES_MAX } from "../asset/asset_limits.ts";
import { outlineOf } from "../figure/outline.ts";
import { ALT_MAX, IMAGE_FORMS, PREVIEW_BYTES_MAX } from "../pictures/picture.ts";
import type { ImageShape } from "../shape.ts";
import { extent, flag, FLIPPED, fraction, oneOf, within } from "./checks.ts";
import { described } from "./described.ts";
import { defineKind } from "./kind.ts";

/** Smallest part of a picture that a crop may leave, as a fraction of its width or height. */
export const CROP_MIN = 0.001;
/** Crops are sums of fractions, which are rounded. */
const ROUNDING = 1e-6;

const asset = described(isAssetId, { type: "string", pattern: "^[0-9a-f]{64}$" });
const type = described(isPictureType, { type: "string", pattern: "^image/(png|jpeg|webp|avif|gif|svg\\+xml)$" });
const edge = within(1, ASSET_EDGE_MAX);

const SHARE_SCHEMA = { type: "number", minimum: 0, maximum: 1 };
const crop = described((value: unknown) => {
  const { x, y, w, h } = Object(value);
  return [x, y, w, h].every(fraction) && Math.min(w, h) >= CROP_MIN && Math.max(x + w, y + h) <= 1 + ROUNDING;
}, {
  type: "object",
  properties: { x: SHARE_SCHEMA, y: SHARE_SCHEMA, w: SHARE_SCHEMA, h: SHARE_SCHEMA },
  required: ["x", "y", "w", "h"],
});

const pdf = described((value: unknown) => {
  const { asset, page } = Object(value);
  return isAssetId(asset) && Number.isInteger(page) && page > 0 && page <= PDF_PAGES_MAX;
}, {
  type: "object",
  properties: {
    asset: { type: "string", pattern: "^[0-9a-f]{64}$" },
    page: { type: "integer", minimum: 1, maximum: PDF_PAGES_MAX },
  },
  required: ["asset", "page"],
});

const preview = described(
  (value: unknown) => value instanceof Uint8Array && value.length > 3 && value.length <= PREVIEW_BYTES_MAX,
  { type: "string", contentEncoding: "base64url" },
);

const alt = described((value: unknown) => typeof value === "string" && value.length <= ALT_MAX, {
  type: "string",
  maxLength: ALT_MAX,
});

/** Pictures. The figure is a placeholder: painters put the picture in its place once they have it. */
export const IMAGE = defineKind<ImageShape>({
  kind: "image",
  needed: { asset, type, pixelW: edge, pixelH: edge },
  optional: { ...FLIPPED, preview, crop, form: oneOf(IMAGE_FORMS), rounded: flag, corner: extent, alt, pdf },
  body: "area",
  isSized: true,
  isPicture: true,
  margin: () => 2,
  name: () => "Image",
  path: (shape, w, h) => outlineOf(shape.form ?? "rectangle", w, h, shape),
  figure: (_, path) => [{ path, fill: { paint: "grey", tint: 0.25 } }],
});
