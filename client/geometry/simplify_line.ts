import { STRIDE } from "./sample.ts";

/**
 * Removes samples of a line whose absence is not visible: every sample is within `tolerance` of the result. One pass,
 * no recursion (sleeve fitting: Zhao and Saalfeld, "Linear-time sleeve-fitting polyline simplification", 1997). The
 * directions from the last kept sample that pass within the tolerance of every later sample form a sector. When the
 * next sample lies outside the sector or closer to the last kept sample, the sample before it is kept.
 *
 * @param points x, y, pressure of each sample
 * @param room allocates the result for the given maximum of numbers
 * @returns x, y of each kept sample, including the first and the last
 */
export function simplifyLine(
  points: ArrayLike<number>,
  tolerance: number,
  room: (length: number) => Float32Array = (length) => new Float32Array(length),
): Float32Array {
  const length = points.length - points.length % STRIDE;
  const kept = room(length / STRIDE * 2);
  if (length === 0) return kept;
  let count = 0;
  let anchorX = kept[count++] = points[0];
  let anchorY = kept[count++] = points[1];
  // Edges of the sector, as directions from the anchor. Not set while every sample is within the tolerance of the
  // anchor.
  let leftX = 0, leftY = 0, rightX = 0, rightY = 0, isOpen = true;
  let farthest = 0;
  const tolerance2 = tolerance * tolerance;
  for (let i = STRIDE; i < length; i += STRIDE) {
    let dx = points[i] - anchorX;
    let dy = points[i + 1] - anchorY;
    let far = dx * dx + dy * dy;
    const isInside = isOpen || (leftX * dy - leftY * dx <= 0 && rightX * dy - rightY * dx >= 0);
    if (far < farthest || !isInside) {
      anchorX = kept[count++] = points[i - STRIDE];
      anchorY = kept[count++] = points[i - STRIDE + 1];
      dx = points[i] - anchorX;
      dy = points[i + 1] - anchorY;
      far = dx * dx + dy * dy;
      isOpen = true;
    }
    farthest = far;
    if (far <= tolerance2) continue;
    // The tangents from the anchor to the circle with radius `tolerance` around the sample.
    const along = Math.sqrt(far - tolerance2);
    const lx = dx * along - dy * tolerance, ly = dy * along + dx * tolerance;
    const rx = dx * along + dy * tolerance, ry = dy * along - dx * tolerance;
    if (isOpen || leftX * ly - leftY * lx < 0) leftX = lx, leftY = ly;
    if (isOpen || rightX * ry - rightY * rx > 0) rightX = rx, rightY = ry;
    isOpen = false;
  }
  if (length > STRIDE) {
    kept[count++] = points[length - STRIDE];
    kept[count++] = points[length - STRIDE + 1];
  }
  return kept.subarray(0, count);
}
