import type { Paint } from "../style.ts";
import type { Path } from "./path.ts";

/** SVG path data of a part. */
export function pathDataOf({ path }: Part): string {
  return typeof path === "string" ? path : path.d;
}

/** One path of a figure and its paint: the fill is painted first, then the stroke. */
export interface Part {
  /** Relative to the shape's own top left corner, board units. A hand-drawn path is SVG path data. */
  readonly path: Path | string;
  /**
   * `tint` is the fraction of the paint that is mixed with the paper colour, 0…1. `opacity` lets what is below show
   * through, 0…1, default 1: for shadows.
   */
  readonly fill?: { readonly paint: Paint; readonly tint: number; readonly opacity?: number };
  /** `dash` holds the lengths of dashes and gaps, board units; empty for a solid line. */
  readonly stroke?: { readonly paint: Paint; readonly width: number; readonly dash: readonly number[] };
}
