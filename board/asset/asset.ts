/**
 * Assets of boards: pictures, and the PDF files whose pages are on them. Shapes name them by the SHA-256 of their bytes,
 * which are never in the document.
 */

/** SHA-256 of the bytes, lower-case hex. */
export type AssetId = string;

const ASSET_ID = /^[0-9a-f]{64}$/;

export function isAssetId(value: unknown): value is AssetId {
  return typeof value === "string" && ASSET_ID.test(value);
}

export const PDF_TYPE = "application/pdf";

/** The types that are stored, with the ends of their file names. */
export const ASSET_TYPES = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "gif",
  "image/svg+xml": "svg",
  "application/pdf": "pdf",
} as const;

/** All of these but PDF. Pages load it before the first stroke, so it is no second list. */
const PICTURE_TYPE = /^image\/(png|jpeg|webp|avif|gif|svg\+xml)$/;

export type AssetType = keyof typeof ASSET_TYPES;
export type PictureType = Exclude<AssetType, typeof PDF_TYPE>;

export function isAssetType(value: unknown): value is AssetType {
  return typeof value === "string" && Object.hasOwn(ASSET_TYPES, value);
}

export function isPictureType(value: unknown): value is PictureType {
  return typeof value === "string" && PICTURE_TYPE.test(value);
}

/** A picture that is drawn in a picture of its board. */
export interface DrawnAsset {
  readonly id: AssetId;
  readonly type: AssetType;
  readonly bytes: Uint8Array;
}
