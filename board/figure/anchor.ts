import type { Shape } from "../shape.ts";
import { between, lastCrossing } from "./crossing.ts";
import { contourOf } from "./figure.ts";
import { type Place, toBoard, toOwn } from "./place.ts";

/** A place on a shape: parts of its width and height, of the form as it is before it is mirrored. */
export interface Anchor {
  readonly u: number;
  readonly v: number;
}

/** The anchor at a place; the nearest one of its box when the place is outside of that. */
export function anchorAt(shape: Shape, place: Place): Anchor {
  const own = toOwn(shape, place);
  return mirrored(shape, { u: part(own.x, shape.w), v: part(own.y, shape.h) });
}

/** Where an anchor is on the board. */
export function placeOfAnchor(shape: Shape, anchor: Anchor): Place {
  const { u, v } = mirrored(shape, anchor);
  return toBoard(shape, { x: u * shape.w, y: v * shape.h });
}

/** The places on a shape that an end likes to be at, on the board: its middle and those of its sides. */
export function dockingPlaces(shape: Shape): Place[] {
  if (shape.kind === "ink") return [];
  const { w, h } = shape;
  const middle = { x: w / 2, y: h / 2 };
  const { corners } = contourOf(shape).path;
  const sides = [{ x: w / 2, y: 0 }, { x: w, y: h / 2 }, { x: w / 2, y: h }, { x: 0, y: h / 2 }].map((side) =>
    between(middle, side, lastCrossing(middle, side, corners) ?? 1)
  );
  return [middle, ...sides].map((own) => toBoard(shape, own));
}

/** An anchor goes along when the form that it is on is mirrored. */
function mirrored(shape: Shape, { u, v }: Anchor): Anchor {
  const { flipX = false, flipY = false } = shape.kind === "geo" ? shape : {};
  return { u: flipX ? 1 - u : u, v: flipY ? 1 - v : v };
}

function part(at: number, size: number): number {
  return size === 0 ? 0.5 : Math.min(1, Math.max(0, at / size));
}
