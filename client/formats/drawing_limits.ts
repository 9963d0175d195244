/** A larger file is no drawing that a board could hold, bytes. Most of a large one are pictures. */
export const DRAWING_BYTES_MAX = 64 * 1024 * 1024;
