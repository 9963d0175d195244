import { boundsOf } from "../../board/figure/bounds.ts";
import type { ShapeId } from "../../board/id.ts";
import { encodeInk, QUANTUM, STRIDE } from "../../board/ink.ts";
import { COORDINATE_MAX } from "../../board/limits.ts";
import type { OrderKey } from "../../board/order.ts";
import type { Color } from "../../board/palette.ts";
import type { InkShape, Nib } from "../../board/shape.ts";

/** What a stroke looks like; width in board units. */
export interface InkLook {
  readonly nib: Nib;
  readonly color: Color;
  readonly width: number;
}

/** Half the range, so that neither the place nor the extent of a stroke leaves what `readShape` takes. */
const REACH = COORDINATE_MAX / 2;

/** A board coordinate as ink keeps it: whole sixteenths, never off the board. */
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
  { look, points, pressure }: { look: InkLook; points: readonly number[]; pressure: boolean },
): InkShape {
  const { minX, minY, maxX, maxY } = boundsOf(points, STRIDE);
  const ink = encodeInk({ points: relativeTo(minX, minY, points), pressure });
  return { kind: "ink", id, order, ...look, x: minX, y: minY, w: maxX - minX, h: maxY - minY, ink };
}

/** The samples seen from x, y: near the origin a 32 bit float holds a sixteenth exactly. */
export function relativeTo(x: number, y: number, points: readonly number[]): Float32Array {
  const relative = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += STRIDE) {
    relative[i] = points[i] - x;
    relative[i + 1] = points[i + 1] - y;
    relative[i + 2] = points[i + 2];
  }
  return relative;
}
