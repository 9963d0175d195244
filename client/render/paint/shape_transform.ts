import { middleOf, type TurnedBox } from "../../../board/figure/point.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

/** Sets the transform so that 0, 0 is the shape's own top left corner and one unit is a board unit. */
export function placeShape(
  context: Context,
  shape: TurnedBox,
  { scale, left, top }: Region,
): void {
  const { x, y, angle = 0 } = shape;
  if (angle === 0) return context.setTransform(scale, 0, 0, scale, x * scale - left, y * scale - top);
  const sin = scale * Math.sin(angle), cos = scale * Math.cos(angle);
  const middle = middleOf(shape);
  const dx = x - middle.x, dy = y - middle.y;
  context.setTransform(
    cos,
    sin,
    -sin,
    cos,
    middle.x * scale - left + dx * cos - dy * sin,
    middle.y * scale - top + dx * sin + dy * cos,
  );
}
