import { changesOf, type IsThere, scaled } from "../../../board/figure/transform.ts";
import { uncarried } from "../../../board/copies.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { Shape } from "../../../board/shape.ts";
import { height, union, width } from "../../geometry/box.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/**
 * Flips shapes about the middle of their common box, like dragging a handle to the opposite side. The contents of
 * frames are flipped with them but do not count for the box.
 */
export function flipped(shapes: readonly Shape[], direction: "across" | "down", isThere: IsThere): Changes {
  if (shapes.length === 0) return new Map();
  const own = new Set(uncarried(shapes));
  const all = shapes.filter(({ id }) => own.has(id)).map(uprightOf).reduce(union);
  const box = { x: all.minX, y: all.minY, w: width(all), h: height(all) };
  const by = {
    x: direction === "across" ? -1 : 1,
    y: direction === "down" ? -1 : 1,
    about: { x: box.w / 2, y: box.h / 2 },
  };
  return new Map(shapes.map((shape) => [shape.id, changesOf(shape, scaled(shape, box, by, isThere))]));
}
