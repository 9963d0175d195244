/** What an asset is by its bytes. Apart from `asset.ts`, which pages load before the first stroke. */

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

export type AssetType = keyof typeof ASSET_TYPES;
export type PictureType = Exclude<AssetType, typeof PDF_TYPE>;

export function isAssetType(value: unknown): value is AssetType {
  return typeof value === "string" && Object.hasOwn(ASSET_TYPES, value);
}
