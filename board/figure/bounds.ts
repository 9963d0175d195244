/**
 * The bounding box of points; inverted (min Infinity) when there are none.
 *
 * @param stride numbers per point, x and y first
 */
export function boundsOf(
  points: ArrayLike<number>,
  stride = 2,
): { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number } {
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (let i = 0; i < points.length; i += stride) {
    minX = Math.min(minX, points[i]);
    maxX = Math.max(maxX, points[i]);
    minY = Math.min(minY, points[i + 1]);
    maxY = Math.max(maxY, points[i + 1]);
  }
  return { minX, minY, maxX, maxY };
}
