import { COORDINATE_MAX } from "../../../board/limits.ts";
import type { Shape } from "../../../board/shape.ts";
import { merged } from "../arrange/merged.ts";
import { movedBy } from "../arrange/movement.ts";
import type { Changes } from "../shapes/shape_writer.ts";
import { withCorner } from "./corner.ts";
import { DEGREE, type Measure, measuresOf } from "./measures.ts";

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
    case "corner":
      return new Map(shapes.map((shape) => [shape.id, withCorner(shape, value)]));
    case "angle": {
      const turn = ((value % 360) + 360) % 360;
      return new Map(shapes.map(({ id }) => [id, { angle: turn === 0 ? null : turn * DEGREE }]));
    }
  }
}
