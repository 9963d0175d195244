import { boundsOf } from "../../../board/figure/bounds.ts";
import type { ShapeId } from "../../../board/id.ts";
import { encodeInk, QUANTUM, STRIDE } from "../../../board/ink.ts";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { InkShape, Nib } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";

/** Style of a stroke; width in board units. */
export interface InkStyle {
  readonly nib: Nib;
  readonly color: Paint;
  readonly width: number;
}

/** Half the coordinate range, so that neither position nor size of a stroke exceeds the limits of `readShape`. */
const REACH = COORDINATE_MAX / 2;

/** Rounds a board coordinate to the ink grid (1/16 board unit) and clamps it to ±`REACH`. */
export function onGrid(value: number): number {
  return Math.round(Math.min(REACH, Math.max(-REACH, value)) / QUANTUM) * QUANTUM;
}

/**
 * The finished shape of a stroke.
 *
 * @param points x, y (board units, on the grid), pressure of each sample; at least one
 */
export function inkShape(
  id: ShapeId,
  order: OrderKey,
  { look, points, pressure }: { look: InkStyle; points: readonly number[]; pressure: boolean },
): InkShape {
  const { minX, minY, maxX, maxY } = boundsOf(points, STRIDE);
  const ink = encodeInk({ points: relativeTo(minX, minY, points), pressure });
  return { kind: "ink", id, order, ...look, x: minX, y: minY, w: maxX - minX, h: maxY - minY, ink };
}

/** Samples relative to x, y. Near the origin a 32-bit float holds 1/16 exactly. */
export function relativeTo(x: number, y: number, points: readonly number[]): Float32Array {
  const relative = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += STRIDE) {
    relative[i] = points[i] - x;
    relative[i + 1] = points[i + 1] - y;
    relative[i + 2] = points[i + 2];
  }
  return relative;
}
