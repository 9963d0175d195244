import type { ArrowEnd, Shape } from "../shape.ts";
import { between, lastCrossing } from "./crossing.ts";
import { contourOf } from "./contour.ts";
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

/** The end of an arrow as far along on the shape that it is tied to; one that is at a side stays at that. */
export function slid(shape: Shape, end: ArrowEnd, { x: dx, y: dy }: Place): ArrowEnd {
  const { u = 0.5, v = 0.5 } = end;
  const { x, y } = placeOfAnchor(shape, { u, v });
  const to = anchorAt(shape, { x: x + dx, y: y + dy });
  const anchor = { u: isSide(u) ? u : to.u, v: isSide(v) ? v : to.v };
  return { ...end, ...placeOfAnchor(shape, anchor), ...anchor };
}

/** The nearest place on the edge of a shape's box. */
export function edgePlace(shape: Shape, place: Place): Place {
  const { u, v } = anchorAt(shape, place);
  const { w, h } = shape;
  const side = Math.min(u * w, (1 - u) * w, v * h, (1 - v) * h);
  const to = (part: number, size: number) => part * size === side ? 0 : (1 - part) * size === side ? 1 : part;
  return placeOfAnchor(shape, { u: to(u, w), v: to(v, h) });
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

function isSide(part: number): boolean {
  return part === 0 || part === 1;
}

function part(at: number, size: number): number {
  return size === 0 ? 0.5 : Math.min(1, Math.max(0, at / size));
}
