import { COORDINATE_MAX } from "../limits.ts";
import { decodeInk, QUANTUM, type Room, type Samples, STRIDE } from "../ink.ts";
import type { InkShape } from "../shape.ts";

interface Stretched {
  readonly w: number;
  readonly h: number;
  readonly flipX?: boolean;
  readonly flipY?: boolean;
}

/**
 * Points within this distance of 0 have no extent to stretch, board units. A smaller extent could give an infinite
 * factor.
 */
const THIN = 1 / 1_024;

/**
 * Stretches points with their origin at 0, 0 to a box, and mirrors them in it, in place. A line without width or height
 * is not stretched in that direction.
 *
 * @param stride numbers per point, x and y first
 */
export function stretch(points: number[] | Float32Array, stride: number, { w, h, flipX, flipY }: Stretched): void {
  let maxX = 0, maxY = 0;
  for (let i = 0; i < points.length; i += stride) {
    maxX = Math.max(maxX, points[i]);
    maxY = Math.max(maxY, points[i + 1]);
  }
  // A difference below the precision of ink is a rounding error, not a change.
  const byX = maxX > THIN && Math.abs(w - maxX) >= QUANTUM ? w / maxX : 1;
  const byY = maxY > THIN && Math.abs(h - maxY) >= QUANTUM ? h / maxY : 1;
  if (byX === 1 && byY === 1 && !flipX && !flipY) return;
  for (let i = 0; i < points.length; i += stride) {
    const x = onBoard(points[i] * byX), y = onBoard(points[i + 1] * byY);
    points[i] = flipX ? w - x : x;
    points[i + 1] = flipY ? h - y : y;
  }
}

/** Points left of or above 0, 0 have no limit, so stretching could make them infinite. */
function onBoard(value: number): number {
  return Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, value));
}

/** The samples of a stroke as displayed, relative to its own top left corner. @returns undefined when undecodable */
export function inkOf(shape: InkShape, room?: Room): Samples | undefined {
  const samples = decodeInk(shape.ink, room);
  if (samples) stretch(samples.points, STRIDE, shape);
  return samples;
}
