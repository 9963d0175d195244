/** Assets of boards: pictures that shapes name by the SHA-256 of their bytes, which are never in the document. */

/** SHA-256 of the bytes, lower-case hex. */
export type AssetId = string;

const ASSET_ID = /^[0-9a-f]{64}$/;

export function isAssetId(value: unknown): value is AssetId {
  return typeof value === "string" && ASSET_ID.test(value);
}

/** The types that are stored, with the ends of their file names. */
export const ASSET_TYPES = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "gif",
  "image/svg+xml": "svg",
} as const;

export type AssetType = keyof typeof ASSET_TYPES;

export function isAssetType(value: unknown): value is AssetType {
  return typeof value === "string" && Object.hasOwn(ASSET_TYPES, value);
}

/** A picture that is drawn in a picture of its board. */
export interface DrawnAsset {
  readonly id: AssetId;
  readonly type: AssetType;
  readonly bytes: Uint8Array;
}
