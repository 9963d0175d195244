import { ASSET_BYTES_MAX } from "../../board/asset/asset_limits.ts";

/** A larger PDF cannot be kept with the board, bytes. */
export const PDF_BYTES_MAX = ASSET_BYTES_MAX;

/** Pages that are added at once. Each is a picture to make and to send. */
export const PAGES_AT_ONCE = 200;

/** Longer side of the picture of a page, pixels: 137 dpi on A4. Beyond that it is painted from the PDF in tiles. */
export const PAGE_EDGE = 1_600;

/** Longer side without the PDF, as when it has a password, pixels. */
export const ALONE_EDGE = 3_200;

/** Text of a page that is searched, UTF-16 units. A page of a book has 3,000. */
export const PAGE_TEXT_MAX = 100_000;

/** Links of a page that are live. A table of contents has a hundred. */
export const PAGE_LINKS_MAX = 500;

/** Silence after which a PDF is given up, ms: while it is opened, and while a page is read or painted. */
export const OPENING_MS = 10_000;
export const PAGE_MS = 20_000;
