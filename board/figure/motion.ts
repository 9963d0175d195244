import { isConnector, isPolyline } from "../kinds/kinds.ts";
import type { ArrowShape, Shape } from "../shape.ts";
import { withPointAt } from "./line/line_points.ts";
import type { Point, TurnedBox } from "./point.ts";
import { type IsThere, moved, rotated, scaled, type Scaling } from "./transform.ts";

/** A transformation that is applied to the selected shapes during a gesture. */
export type Motion =
  /** `copies`: copies are moved and the shapes themselves stay. */
  | { readonly kind: "move"; readonly by: Point; readonly copies?: true }
  /** Clockwise, radians. */
  | { readonly kind: "turn"; readonly about: Point; readonly angle: number }
  /** Relative to the box around the shapes, see `scaled`. */
  | { readonly kind: "scale"; readonly box: TurnedBox; readonly by: Scaling }
  /** One point of a line, see `withPointAt`. */
  | { readonly kind: "point"; readonly index: number; readonly isNew?: true; readonly to: Point }
  /** A change to an arrow's course. */
  | { readonly kind: "bend"; readonly to: Course };

/** The draggable properties of an arrow's line and label. */
export type Course = Partial<Pick<ArrowShape, "start" | "end" | "route" | "bend" | "via" | "labelAt">>;

export function inMotion(shape: Shape, motion: Motion, isThere: IsThere): Shape {
  switch (motion.kind) {
    case "move":
      return moved(shape, motion.by, isThere);
    case "turn":
      return rotated(shape, motion.about, motion.angle, isThere);
    case "scale":
      return scaled(shape, motion.box, motion.by, isThere);
    case "point":
      return isPolyline(shape) ? withPointAt(shape, motion.to, motion) : shape;
    case "bend":
      return isConnector(shape) ? onCourse(shape, motion.to) : shape;
  }
}

/** The arrow on another course. A course without `via` passes no points. */
function onCourse({ via: _, ...arrow }: ArrowShape, to: Course): ArrowShape {
  return { ...arrow, ...to };
}

/** An arrow's course. An absent bend stays absent: the arrow is then straight or has the default curve. */
export function courseOf({ start, end, route, bend, via, labelAt = 0.5 }: ArrowShape): Course {
  return { start, end, route, labelAt, ...(bend !== undefined && { bend }), ...(via && { via }) };
}
