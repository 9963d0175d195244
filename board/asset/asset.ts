import type { AssetType, PictureType } from "./asset_types.ts";

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

/** The types of pictures. */
const PICTURE_TYPE = /^image\/(png|jpeg|webp|avif|gif|svg\+xml)$/;

export function isPictureType(value: unknown): value is PictureType {
  return typeof value === "string" && PICTURE_TYPE.test(value);
}

/** A picture that is drawn in a picture of its board. */
export interface DrawnAsset {
  readonly id: AssetId;
  readonly type: AssetType;
  readonly bytes: Uint8Array;
}
