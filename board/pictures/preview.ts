import { PREVIEW_BYTES_MAX } from "./picture.ts";

/**
 * A preview is the mean colour of a picture (red, green, blue), its number of columns, then red, green, blue and alpha
 * of each cell, row by row: at most 12 × 12 cells. It needs no decoder, so it is safe to read from anybody.
 */
const HEAD = 4;
const CHANNELS = 4;

/** Cells along the longer side. Scaled up smoothly, more of them look no better. */
const CELLS_MAX = 12;

export interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** Red, green, blue and alpha of each cell, row by row. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The number of cells for a picture. */
export function gridFor(width: number, height: number): { columns: number; rows: number } {
  const scale = CELLS_MAX / Math.max(width, height);
  return { columns: Math.max(1, Math.round(width * scale)), rows: Math.max(1, Math.round(height * scale)) };
}

export function encodePreview({ columns, pixels }: Cells): Uint8Array {
  const preview = new Uint8Array(HEAD + pixels.length);
  preview.set(meanOf(pixels));
  preview[3] = columns;
  preview.set(pixels, HEAD);
  return preview;
}

/** @returns undefined when the bytes are not a preview */
export function decodePreview(preview: Uint8Array): Cells | undefined {
  const columns = preview[3], bytes = preview.length - HEAD;
  const rows = bytes / CHANNELS / columns;
  if (preview.length > PREVIEW_BYTES_MAX || !(rows >= 1) || !Number.isInteger(rows)) return undefined;
  return { columns, rows, pixels: new Uint8ClampedArray(preview.subarray(HEAD)) };
}

/** The mean colour as seen on white. */
function meanOf(pixels: Uint8ClampedArray): number[] {
  const sums = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += CHANNELS) {
    const alpha = pixels[at + 3] / 255;
    for (let channel = 0; channel < 3; channel++) sums[channel] += 255 + (pixels[at + channel] - 255) * alpha;
  }
  const count = pixels.length / CHANNELS;
  return sums.map((sum) => Math.round(sum / count));
}
