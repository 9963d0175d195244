import type { Paint } from "../../../board/style.ts";

/** The style of the next stroke. */
export interface Style {
  readonly color: Paint;
  readonly size: StrokeSize;
}

export const STROKE_SIZES = ["s", "m", "l", "xl"] as const;

export type StrokeSize = typeof STROKE_SIZES[number];

/** Line width at full pressure, board units. The highlighter is `HIGHLIGHTER_FACTOR` times as wide. */
export const STROKE_WIDTH: Record<StrokeSize, number> = { s: 2, m: 4, l: 8, xl: 16 };

export const HIGHLIGHTER_FACTOR = 5;

/** The size whose width is nearest. @param width board units */
export function sizeOf(width: number): StrokeSize {
  const far = (size: StrokeSize) => Math.abs(STROKE_WIDTH[size] - width);
  return STROKE_SIZES.reduce((best, size) => far(size) < far(best) ? size : best);
}
