import { type Point, toBoard, toOwn, type TurnedBox } from "./figure/point.ts";
import { isShapeId, type ShapeId } from "./id.ts";
import { COORDINATE_MAX } from "./limits.ts";

/** Where a comment is. */
export interface CommentPlace {
  /** Board units. For a comment on a shape: where it was when it was pinned or moved. It counts once the shape is gone. */
  readonly x: number;
  readonly y: number;
  /** The shape that the comment moves with, and where on it: a share of its unrotated box, 0…1 from the top left. */
  readonly on?: { readonly shape: ShapeId; readonly x: number; readonly y: number };
}

/** Whether the board has the shape is not checked: it may arrive later, or be gone already. */
export function readCommentPlace(value: unknown): CommentPlace | undefined {
  const { x, y, on } = recordOf(value);
  if (!isWithin(x, -COORDINATE_MAX, COORDINATE_MAX) || !isWithin(y, -COORDINATE_MAX, COORDINATE_MAX)) return undefined;
  if (on === undefined) return { x, y };
  const { shape, x: right, y: down } = recordOf(on);
  if (!isShapeId(shape) || !isWithin(right, 0, 1) || !isWithin(down, 0, 1)) return undefined;
  return { x, y, on: { shape, x: right, y: down } };
}

/** A place on a shape. A point beside the box of the shape, as on a thick line, counts as one on its edge. */
export function placeOn({ x, y }: Point, shape: TurnedBox & { readonly id: ShapeId }): CommentPlace {
  const own = toOwn(shape, { x, y });
  return { x, y, on: { shape: shape.id, x: shareOf(own.x, shape.w), y: shareOf(own.y, shape.h) } };
}

/** Where on the board a place is. @param shape the shape of the place, as it is now, if there is one */
export function pointOf({ x, y, on }: CommentPlace, shape: TurnedBox | undefined): Point {
  return on && shape ? toBoard(shape, { x: on.x * shape.w, y: on.y * shape.h }) : { x, y };
}

/** The middle of a side that has no length. */
function shareOf(way: number, length: number): number {
  return length > 0 ? Math.min(1, Math.max(0, way / length)) : 0.5;
}

function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === "number" && value >= min && value <= max;
}

function recordOf(value: unknown): Record<string, unknown> {
  return (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
}
