import { kindOf } from "../../../board/kinds/kinds.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { Shape } from "../../../board/shape.ts";
import { cornerOf } from "./corner.ts";
import { union } from "../../geometry/box.ts";

/**
 * Position, size, angle and corner radius of shapes as people type them. Lengths are in board units, angles in degrees
 * clockwise. A property that cannot be set is absent.
 */
export interface Measures {
  readonly x: number;
  readonly y: number;
  readonly w?: number;
  readonly h?: number;
  readonly angle?: number;
  readonly corner?: number;
}

export type Measure = keyof Measures;

export const DEGREE = Math.PI / 180;

/** For several shapes, the position of the box around them and no size, since its meaning would be ambiguous. */
export function measuresOf(shapes: readonly Shape[]): Measures | undefined {
  if (shapes.length === 0) return undefined;
  const [{ x, y, w, h, angle = 0 }] = shapes;
  if (shapes.length > 1) {
    const box = shapes.map(uprightOf).reduce(union);
    return { x: box.minX, y: box.minY };
  }
  const { isSized, isConnector } = kindOf(shapes[0]), corner = cornerOf(shapes[0]);
  return {
    x,
    y,
    ...(isSized && { w, h }),
    ...(!isConnector && { angle: angle / DEGREE }),
    ...(corner !== undefined && { corner }),
  };
}
