import { uprightOf } from "../../board/figure/place.ts";
import type { Shape } from "../../board/shape.ts";

/** Shapes line by line from the top, each line from the left: what begins above the middle of a line's first is on it. */
export function inReadingOrder(shapes: Iterable<Shape>): Shape[] {
  const placed = [...shapes].map((shape) => ({ shape, ...uprightOf(shape) }));
  placed.sort((a, b) => a.minY - b.minY || a.minX - b.minX);
  const order: Shape[] = [];
  for (let i = 0; i < placed.length;) {
    const below = (placed[i].minY + placed[i].maxY) / 2;
    let end = i + 1;
    while (end < placed.length && placed[end].minY < below) end++;
    const line = placed.slice(i, end).sort((a, b) => a.minX - b.minX);
    order.push(...line.map(({ shape }) => shape));
    i = end;
  }
  return order;
}
