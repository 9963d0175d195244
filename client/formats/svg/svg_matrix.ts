import type { Point } from "../../../board/figure/point.ts";

/** a, b, c, d, e, f of SVG: x′ = a x + c y + e, y′ = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const UNCHANGED: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function moved([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** How much longer lengths become, on average. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** The angle when right angles stay right and nothing is mirrored; undefined otherwise. */
export function turnOf([a, b, c, d]: Matrix): number | undefined {
  const skew = a * c + b * d, size = Math.hypot(a, b) * Math.hypot(c, d);
  if (size === 0 || Math.abs(skew) > 1e-6 * size || a * d - b * c <= 0) return undefined;
  return Math.atan2(b, a);
}

/** No file has longer lists. */
const STEPS_MAX = 100;

/** The attribute `transform`. Steps that are none are left out. */
export function matrixOf(source: string | undefined): Matrix {
  let matrix: Matrix = UNCHANGED, count = 0;
  for (const [, name, list] of (source ?? "").slice(0, 10_000).matchAll(/([a-zA-Z]{1,10})\s?\(([^()]{0,300})\)/g)) {
    if (++count > STEPS_MAX) break;
    const values = list.split(/[\s,]+/).filter(Boolean).map(parseFloat);
    const step = values.every(Number.isFinite) ? stepOf(name, values) : undefined;
    if (step !== undefined) matrix = times(matrix, step);
  }
  return matrix;
}

function stepOf(name: string, [a, b, c, d, e, f]: readonly number[]): Matrix | undefined {
  switch (name) {
    case "matrix":
      return f === undefined ? undefined : [a, b, c, d, e, f];
    case "translate":
      return [1, 0, 0, 1, a ?? 0, b ?? 0];
    case "scale":
      return [a ?? 1, 0, 0, b ?? a ?? 1, 0, 0];
    case "rotate": {
      const angle = (a ?? 0) * Math.PI / 180, cos = Math.cos(angle), sin = Math.sin(angle);
      const turn: Matrix = [cos, sin, -sin, cos, 0, 0];
      if (c === undefined) return turn;
      return times(times([1, 0, 0, 1, b, c], turn), [1, 0, 0, 1, -b, -c]);
    }
    case "skewX":
      return [1, 0, Math.tan((a ?? 0) * Math.PI / 180), 1, 0, 0];
    case "skewY":
      return [1, Math.tan((a ?? 0) * Math.PI / 180), 0, 1, 0, 0];
    default:
      return undefined;
  }
}
