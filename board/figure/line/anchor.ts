import type { Shape } from "../../shape.ts";
import { type Point, toBoard } from "../point.ts";

/** A position on a shape: fractions of its width and height, before it is mirrored. */
export interface Anchor {
  readonly u: number;
  readonly v: number;
}

/** The board position of an anchor. */
export function placeOfAnchor(shape: Shape, anchor: Anchor): Point {
  const { u, v } = mirrored(shape, anchor);
  return toBoard(shape, { x: u * shape.w, y: v * shape.h });
}

/** An anchor is mirrored together with its shape. */
export function mirrored(shape: Shape, { u, v }: Anchor): Anchor {
  const { flipX = false, flipY = false } = shape.kind === "geo" ? shape : {};
  return { u: flipX ? 1 - u : u, v: flipY ? 1 - v : v };
}
