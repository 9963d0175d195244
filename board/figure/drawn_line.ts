import { DASHES_MAX } from "../limits.ts";
import type { ShapeId } from "../id.ts";
import type { GeoShape, LineShape } from "../shape.ts";
import type { Dash, Paint } from "../style.ts";
import { lengthOf } from "./line/along.ts";
import type { Part } from "./part.ts";
import type { Path } from "./path.ts";
import { hatchFactor, sketched } from "./sketch.ts";

/** Maximum number of lines of a hatched fill in one direction. A shape of SKETCH_EXTENT_MAX needs as many. */
const HATCH_LINES_MAX = 3_000;

/** The properties of a drawn outline or line. */
export interface DrawnLine {
  readonly id: ShapeId;
  readonly color: Paint;
  readonly width: number;
  readonly dash?: Dash;
  readonly sketch?: boolean;
  readonly stray?: number;
}

/** Paints a path as the outline or line of a shape. */
export function drawnLine({ id, sketch, stray, color, width, dash = "solid" }: DrawnLine, path: Path): Part {
  return {
    path: sketch ? sketched(path, { id, width, isDashed: dash !== "solid", stray }) : path,
    stroke: { paint: color, width, dash: dashOf(dash, width, path) },
  };
}

/** Lengths of dashes and gaps, board units. They grow on a line that would need more than DASHES_MAX dashes. */
export function dashOf(dash: Dash, width: number, path: Path): number[] {
  if (dash === "solid") return [];
  const [line, gap] = dash === "dashed" ? [3 * width + 4, 2 * width + 4] : [0, 2 * width + 3];
  const factor = Math.max(1, lengthOf(path.corners) / ((line + gap) * DASHES_MAX));
  return [line * factor, gap * factor];
}

/**
 * Distance between the lines of a hatched fill, board units. Fine ones that cross are as many as those that do not. It
 * grows where there would be more than HATCH_LINES_MAX.
 */
export function hatchGapOf(shape: GeoShape | LineShape, path: Path): number {
  const { width, fill, hatchGap = Math.max(fill === "hatch" ? 4 : 8, 4 * width) } = shape;
  return Math.max(hatchGap, crossedLength(shape, path) / HATCH_LINES_MAX);
}

/** The length that the lines of a hatched fill cross, at the size at which they are drawn, board units. */
export function crossedLength({ kind }: GeoShape | LineShape, path: Path): number {
  // A line may turn back and forth, so its whole length is crossed.
  return (kind === "line" ? lengthOf(path.corners) : Math.SQRT2 * path.extent) / hatchFactor(path);
}
