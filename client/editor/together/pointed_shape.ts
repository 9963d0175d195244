import type { Point } from "../../../board/figure/point.ts";
import { comparePaint } from "../../../board/order.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../editor.ts";
import { encloses, touches } from "../selection/hit_area.ts";

/** The topmost shape at a place that somebody points at. @param radius board units */
export function shapeAt({ shapes }: Pick<Editor, "shapes">, { x, y }: Point, radius: number): Shape | undefined {
  const near = shapes.search({ minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius });
  const at = { from: { x, y }, to: { x, y }, radius };
  return near.filter((shape) => encloses(shape, { x, y }) || touches(shape, at)).sort(comparePaint).at(-1);
}
