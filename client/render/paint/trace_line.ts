import type { Point } from "../../../board/figure/point.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

/**
 * Starts a line through places of the board, with the same width at every zoom.
 *
 * @param how.width CSS pixels
 * @param how.ratio device pixels per CSS pixel
 * @param how.isCrisp the line is upright and is aligned to whole device pixels
 */
export function traceLine(
  context: Context,
  places: readonly Point[],
  { scale, left, top }: Region,
  { width, ratio, isClosed, isCrisp }: { width: number; ratio: number; isClosed: boolean; isCrisp: boolean },
): void {
  const pixels = context.lineWidth = Math.max(1, Math.round(width * ratio));
  // A line of odd width is sharp when its middle is in the middle of a pixel.
  const fit = (value: number) => isCrisp ? Math.round(value) + pixels % 2 / 2 : value;
  context.beginPath();
  places.forEach(({ x, y }, i) => {
    const toX = fit(x * scale - left), toY = fit(y * scale - top);
    if (i === 0) context.moveTo(toX, toY);
    else context.lineTo(toX, toY);
  });
  if (isClosed) context.closePath();
}

/** @param points x, y, x, y … */
export function placesOf(points: readonly number[]): Point[] {
  return Array.from({ length: points.length / 2 }, (_, i) => ({ x: points[2 * i], y: points[2 * i + 1] }));
}
