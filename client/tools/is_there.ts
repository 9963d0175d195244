import type { IsThere } from "../../board/figure/transform.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";

/** Whether an arrow that says it is tied to a shape is: the shape may be gone, and arrows tie no arrows. */
export function isThere(shapes: { get(id: ShapeId): Shape | undefined }): IsThere {
  return (id) => {
    const shape = shapes.get(id);
    return shape !== undefined && shape.kind !== "arrow";
  };
}
