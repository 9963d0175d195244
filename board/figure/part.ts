import type { Paint } from "../style.ts";

/** One path of a figure and its paint: the fill is painted first, then the stroke. */
export interface Part {
  /** SVG path data, board units relative to the shape's own top left corner. */
  readonly d: string;
  /** `tint` is the fraction of the paint that is mixed with the paper colour, 0…1. */
  readonly fill?: { readonly paint: Paint; readonly tint: number };
  /** `dash` holds the lengths of dashes and gaps, board units; empty for a solid line. */
  readonly stroke?: { readonly paint: Paint; readonly width: number; readonly dash: readonly number[] };
}
