import { type Point, turned } from "../../../board/figure/point.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Node } from "./record_tree.ts";

export type Box = Pick<Shape, "x" | "y" | "w" | "h" | "angle">;
type Placed = Pick<Node, "at" | "angle">;

/** A box inside a shape of tldraw, which is turned about its origin, as ours, which is turned about its middle. */
export function boxAt({ at, angle }: Placed, { x, y, w, h }: Box): Box {
  const off = turned({ x: x + w / 2, y: y + h / 2 }, { x: 0, y: 0 }, angle);
  const turn = Math.atan2(Math.sin(angle), Math.cos(angle));
  const placed = { x: at.x + off.x - w / 2, y: at.y + off.y - h / 2, w, h };
  return Math.abs(turn) > 1e-9 ? { ...placed, angle: turn } : placed;
}

/** The board position of a point inside a shape of tldraw. */
export function placeAt({ at, angle }: Placed, place: Point): Point {
  const off = turned(place, { x: 0, y: 0 }, angle);
  return { x: at.x + off.x, y: at.y + off.y };
}
