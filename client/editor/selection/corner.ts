import { usualCorner } from "../../../board/figure/outline.ts";
import type { Shape } from "../../../board/shape.ts";
import { isCornered } from "../style/styling.ts";

/** The radius of a shape's corners, board units: 0 when they are sharp, undefined when it cannot have round ones. */
export function cornerOf(shape: Shape): number | undefined {
  if (shape.kind !== "geo" && shape.kind !== "image" || !isCornered(shape.form ?? "rectangle")) return undefined;
  return shape.rounded ? shape.corner ?? usualCorner(shape.w, shape.h) : 0;
}

/** The changes after which the corners have this radius; at most half of the longer side, as a larger one is not seen. */
export function withCorner({ w, h }: Shape, radius: number): Readonly<Record<string, unknown>> {
  if (radius <= 0) return { rounded: null, corner: null };
  return { rounded: true, corner: Math.min(radius, Math.max(w, h) / 2) };
}
