import type { InkShape } from "../shape.ts";
import { inkOf } from "./stretch.ts";
import { strokeOutline } from "./stroke_outline.ts";

/** What the path of a stroke consists of. */
export interface InkTarget {
  moveTo(x: number, y: number): void;
  /** To the last point, as a quadratic Bézier curve. */
  bendTo(cx: number, cy: number, x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/**
 * The path of a stroke, relative to its own top left corner: the outline of a pen's, to be filled, and the line of a
 * highlighter's, to be stroked. Empty when its samples cannot be decoded.
 */
export function traceInk(shape: InkShape, to: InkTarget): void {
  const samples = inkOf(shape);
  if (samples === undefined) return;
  if (shape.nib !== "pen") return traceOpen(samples.points, to);
  traceClosed(strokeOutline(samples.points, { width: shape.width, pressure: samples.pressure }), to);
}

/** Through the midpoints of the polygon's edges, with its corners as control points. */
function traceClosed(corners: ArrayLike<number>, to: InkTarget): void {
  const n = corners.length;
  if (n < 6) return;
  to.moveTo((corners[n - 2] + corners[0]) / 2, (corners[n - 1] + corners[1]) / 2);
  for (let i = 0; i < n; i += 2) {
    const x = corners[i], y = corners[i + 1], next = (i + 2) % n;
    to.bendTo(x, y, (x + corners[next]) / 2, (y + corners[next + 1]) / 2);
  }
  to.closePath();
}

/** Through the midpoints between samples, with the samples as control points. @param points x, y, pressure of each */
function traceOpen(points: ArrayLike<number>, to: InkTarget): void {
  const n = points.length;
  to.moveTo(points[0], points[1]);
  for (let i = 3; i + 5 < n; i += 3) {
    const x = points[i], y = points[i + 1];
    to.bendTo(x, y, (x + points[i + 3]) / 2, (y + points[i + 4]) / 2);
  }
  // Renderers do not paint a line of length 0.
  to.lineTo(points[n - 3] + 0.01, points[n - 2]);
}
