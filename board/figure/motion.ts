import type { ArrowShape, Shape } from "../shape.ts";
import { withPointAt } from "./line_points.ts";
import type { Place, TurnedBox } from "./place.ts";
import { type IsThere, moved, rotated, scaled, type Scaling } from "./transform.ts";

/** What shapes go through as one while they are under a hand. */
export type Motion =
  /** Copies: what moves are copies of them, and they stay. */
  | { readonly kind: "move"; readonly by: Place; readonly copies?: true }
  /** Angle clockwise, radians. */
  | { readonly kind: "turn"; readonly about: Place; readonly angle: number }
  /** With a box around them: see `scaled`. */
  | { readonly kind: "scale"; readonly box: TurnedBox; readonly by: Scaling }
  /** One point of a line: see `withPointAt`. */
  | { readonly kind: "point"; readonly index: number; readonly isNew?: true; readonly to: Place }
  /** An arrow runs otherwise. */
  | { readonly kind: "bend"; readonly to: Course };

/** By what an arrow's line and label can be taken hold of. */
export type Course = Partial<Pick<ArrowShape, "start" | "end" | "route" | "bend" | "labelAt">>;

export function inMotion(shape: Shape, motion: Motion, isThere: IsThere): Shape {
  switch (motion.kind) {
    case "move":
      return moved(shape, motion.by, isThere);
    case "turn":
      return rotated(shape, motion.about, motion.angle, isThere);
    case "scale":
      return scaled(shape, motion.box, motion.by, isThere);
    case "point":
      return shape.kind === "line" ? withPointAt(shape, motion.to, motion) : shape;
    case "bend":
      return shape.kind === "arrow" ? { ...shape, ...motion.to } : shape;
  }
}

/** An arrow's course. A bend that it does not have would count for nothing: it is straight, or as curved as any. */
export function courseOf({ start, end, route, bend, labelAt = 0.5 }: ArrowShape): Course {
  return { start, end, route, labelAt, ...(bend !== undefined && { bend }) };
}
