import { halfBits, halfValue } from "./half.ts";
import type { StrokePoint } from "./stroke_points.ts";

/** Points as tldraw packs them: the first as whole floats, then the differences as halves, see `stroke_points.ts`. */
export function strokePath(points: readonly StrokePoint[]): string {
  const bytes = new DataView(new ArrayBuffer(12 + 6 * (points.length - 1)));
  const last = [points[0].x, points[0].y, points[0].z].map(Math.fround);
  last.forEach((value, i) => bytes.setFloat32(4 * i, value, true));
  for (let i = 1; i < points.length; i++) {
    [points[i].x, points[i].y, points[i].z].forEach((value, axis) => {
      const bits = halfBits(value - last[axis]);
      // Differences add up as the reader will add them, so that roundings do not.
      last[axis] += halfValue(bits);
      bytes.setUint16(6 + 6 * i + 2 * axis, bits, true);
    });
  }
  let binary = "";
  for (let i = 0; i < bytes.byteLength; i++) binary += String.fromCharCode(bytes.getUint8(i));
  return btoa(binary);
}
