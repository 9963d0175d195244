/** One asset, bytes: a photograph of the largest cameras as JPEG. Pages scale pictures down before they send them. */
export const ASSET_BYTES_MAX = 25 * 1024 * 1024;

/** Pixels of one picture. A browser needs four bytes for each when it shows it. */
export const ASSET_PIXELS_MAX = 100_000_000;

/** Width or height of one picture, pixels. Browsers decode no larger ones. */
export const ASSET_EDGE_MAX = 65_535;

/** One SVG, bytes. Browsers parse it on their main thread. */
export const ASSET_SVG_BYTES_MAX = 5 * 1024 * 1024;

/** Pages that a PDF may have. */
export const PDF_PAGES_MAX = 100_000;

/** Assets of one board. The sum of their bytes is limited by the configuration. */
export const ASSETS_MAX = 10_000;

/** Default limit for the assets of one board, MB. */
export const ASSETS_QUOTA_MB = 1_024;

/** An asset that no shape names any more is kept for this time, ms: people undo, and devices come back. */
export const ASSET_UNUSED_MS = 30 * 86_400_000;

/** An upload of which nothing arrives for this time is refused, ms. */
export const ASSET_STALLED_MS = 30_000;

/** An upload that takes longer is refused, ms: 25 MiB at 0.35 Mbit/s. */
export const ASSET_UPLOAD_MS = 600_000;

/** Bytes that one address may upload in an hour: a school class of 30 with 30 photographs of 2 MB each. */
export const ASSET_BYTES_PER_ADDRESS = 2 * 1024 * 1024 * 1024;
export const ASSET_BYTES_PER_NETWORK = 5 * ASSET_BYTES_PER_ADDRESS;
export const ASSET_BYTES_PER_MS = 3_600_000;

/** Pictures in a picture of a board that the server makes, bytes. With their encoding they take a third more. */
export const DRAWN_ASSETS_BYTES_MAX = 8 * 1024 * 1024;

/** The same for a thumbnail, bytes: a start page shows dozens of boards. */
export const THUMBNAIL_ASSETS_BYTES_MAX = 384 * 1024;
