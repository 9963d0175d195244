import { contourOf } from "../../../board/figure/contour.ts";
import { costOf } from "../../../board/figure/cost.ts";
import { toBoard } from "../../../board/figure/point.ts";
import { inkOf } from "../../../board/figure/stretch.ts";
import { isFilled, isFreehand, kindOf } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import { STRIDE } from "../../geometry/sample.ts";
import type { Point } from "../../../board/figure/point.ts";

/** Points per line that suffice on a small map. */
const POINTS_MAX = 24;

/** A simplified shape for the minimap. */
export interface Silhouette {
  /** Board units. */
  readonly points: readonly Point[];
  readonly isFilled: boolean;
}

/** Above this many shapes the minimap paints boxes, which is faster; single shapes could not be recognised anyway. */
const SILHOUETTES_MAX = 1_000;
/** The same limit for fewer shapes with a high total cost (`costOf`). */
const SILHOUETTES_COST_MAX = 200_000;

/** True when the minimap shows silhouettes, false when it shows boxes. */
export function haveSilhouettes(shapes: Iterable<Shape>, count: number): boolean {
  if (count > SILHOUETTES_MAX) return false;
  let cost = 0;
  for (const shape of shapes) if ((cost += costOf(shape)) > SILHOUETTES_COST_MAX) return false;
  return true;
}

/** Undefined when the box suffices (text), or the ink cannot be decoded. */
export function silhouetteOf(shape: Shape): Silhouette | undefined {
  if (kindOf(shape).isOnlyText) return undefined;
  const line = isFreehand(shape) ? samplesOf(inkOf(shape)?.points) : contourOf(shape).path.corners;
  if (line === undefined) return undefined;
  const step = Math.max(1, Math.ceil(line.length / 2 / POINTS_MAX));
  const points: Point[] = [];
  for (let i = 0; i < line.length / 2; i++) {
    if (i % step === 0 || i === line.length / 2 - 1) {
      points.push(toBoard(shape, { x: line[2 * i], y: line[2 * i + 1] }));
    }
  }
  return { points, isFilled: isFilled(shape) };
}

/** x, y of each sample, without the pressure. */
function samplesOf(points: ArrayLike<number> | undefined): number[] | undefined {
  if (points === undefined) return undefined;
  return Array.from({ length: points.length / STRIDE * 2 }, (_, i) => points[(i >> 1) * STRIDE + i % 2]);
}
