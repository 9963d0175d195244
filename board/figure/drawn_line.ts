import { DASHES_MAX } from "../limits.ts";
import type { ShapeId } from "../id.ts";
import type { Dash, Fill, Paint } from "../style.ts";
import { lengthOf } from "./line/along.ts";
import type { Part } from "./part.ts";
import type { Path } from "./path.ts";
import { sketched } from "./sketch.ts";

/** The properties of a drawn outline or line. */
export interface DrawnLine {
  readonly id: ShapeId;
  readonly color: Paint;
  readonly width: number;
  readonly dash?: Dash;
  readonly sketch?: boolean;
}

/** Paints a path as the outline or line of a shape. */
export function drawnLine({ id, sketch, color, width, dash = "solid" }: DrawnLine, path: Path): Part {
  return {
    path: sketch ? sketched(path, { id, width, isDashed: dash !== "solid" }) : path,
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

/** Distance between the lines of a hatched fill, board units. Fine ones that cross are as many as those that do not. */
export function hatchGapOf({ width, fill }: { readonly width: number; readonly fill?: Fill | undefined }): number {
  return Math.max(fill === "hatch" ? 4 : 8, 4 * width);
}
