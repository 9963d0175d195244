import type { IsThere } from "../../../board/figure/transform.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";

/** Tests whether an arrow end can connect to a shape: it exists and is not an arrow. */
export function isThere(shapes: { get(id: ShapeId): Shape | undefined }): IsThere {
  return (id) => {
    const shape = shapes.get(id);
    return shape !== undefined && shape.kind !== "arrow";
  };
}
