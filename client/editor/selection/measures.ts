import { kindOf } from "../../../board/kinds/kinds.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import type { Shape } from "../../../board/shape.ts";
import { merged } from "../arrange/align.ts";
import { movedBy } from "../arrange/movement.ts";
import { union } from "../../geometry/box.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/**
 * Position and size of shapes as people type them: board units, degrees clockwise. Properties that cannot be set are
 * absent.
 */
export interface Measures {
  readonly x: number;
  readonly y: number;
  readonly w?: number;
  readonly h?: number;
  readonly angle?: number;
}

export type Measure = keyof Measures;

const DEGREE = Math.PI / 180;

/** For several shapes, the position of the box around them and no size, since its meaning would be ambiguous. */
export function measuresOf(shapes: readonly Shape[]): Measures | undefined {
  if (shapes.length === 0) return undefined;
  const [{ x, y, w, h, angle = 0 }] = shapes;
  if (shapes.length > 1) {
    const box = shapes.map(uprightOf).reduce(union);
    return { x: box.minX, y: box.minY };
  }
  const { isSized, isConnector } = kindOf(shapes[0]);
  return { x, y, ...(isSized && { w, h }), ...(!isConnector && { angle: angle / DEGREE }) };
}

/** The changes that give the shapes a measure; empty when it cannot be set. */
export function measured(shapes: readonly Shape[], measure: Measure, value: number): Changes {
  const now = measuresOf(shapes);
  if (now?.[measure] === undefined || !Number.isFinite(value) || Math.abs(value) > COORDINATE_MAX) return new Map();
  switch (measure) {
    case "x":
      return merged(shapes.map((shape) => movedBy(shape, value - now.x, 0)));
    case "y":
      return merged(shapes.map((shape) => movedBy(shape, 0, value - now.y)));
    case "w":
    case "h":
      return new Map(shapes.map(({ id }) => [id, { [measure]: Math.max(1, value) }]));
    case "angle": {
      const turn = ((value % 360) + 360) % 360;
      return new Map(shapes.map(({ id }) => [id, { angle: turn === 0 ? null : turn * DEGREE }]));
    }
  }
}
