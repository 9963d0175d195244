import type { Shape } from "../shape.ts";
import type { Place, TurnedBox } from "./place.ts";
import { type IsThere, moved, rotated, scaled, type Scaling } from "./transform.ts";

/** What shapes go through as one while they are under a hand. */
export type Motion =
  | { readonly kind: "move"; readonly by: Place }
  /** Angle clockwise, radians. */
  | { readonly kind: "turn"; readonly about: Place; readonly angle: number }
  /** With a box around them: see `scaled`. */
  | { readonly kind: "scale"; readonly box: TurnedBox; readonly by: Scaling };

export function inMotion(shape: Shape, motion: Motion, isThere: IsThere): Shape {
  switch (motion.kind) {
    case "move":
      return moved(shape, motion.by, isThere);
    case "turn":
      return rotated(shape, motion.about, motion.angle, isThere);
    case "scale":
      return scaled(shape, motion.box, motion.by, isThere);
  }
}
