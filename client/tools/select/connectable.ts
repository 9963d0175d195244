import type { IsThere } from "../../../board/figure/transform.ts";
import { isTarget } from "../../../board/kinds/kinds.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";

/** Tests whether the end of an arrow can be tied to the shape of an id. */
export function isThere(shapes: { get(id: ShapeId): Shape | undefined }): IsThere {
  return (id) => isTarget(shapes.get(id));
}
