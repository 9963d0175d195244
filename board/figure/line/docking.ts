import type { ArrowEnd, Shape } from "../../shape.ts";
import { contourOf } from "../contour.ts";
import { type Point, toBoard, toOwn } from "../point.ts";
import { type Anchor, mirrored, placeOfAnchor } from "./anchor.ts";
import { between, lastCrossing } from "./crossing.ts";
import { isFreehand } from "../../kinds/kinds.ts";

/** The anchor at a board position. Outside the shape's box it is the nearest anchor in the box. */
export function anchorAt(shape: Shape, place: Point): Anchor {
  const own = toOwn(shape, place);
  return mirrored(shape, { u: part(own.x, shape.w), v: part(own.y, shape.h) });
}

/** Moves an arrow's end along the shape that it is tied to. An end on a side stays on that side. */
export function slid(shape: Shape, end: ArrowEnd, { x: dx, y: dy }: Point): ArrowEnd {
  const { u = 0.5, v = 0.5, gap: _, exact: __, ...rest } = end;
  const { x, y } = placeOfAnchor(shape, { u, v });
  const to = anchorAt(shape, { x: x + dx, y: y + dy });
  const anchor = { u: isSide(u) ? u : to.u, v: isSide(v) ? v : to.v };
  return { ...rest, ...placeOfAnchor(shape, anchor), ...anchor };
}

/** The point on the edge of a shape's box that is nearest to a position. */
export function edgePlace(shape: Shape, place: Point): Point {
  const { u, v } = anchorAt(shape, place);
  const { w, h } = shape;
  const side = Math.min(u * w, (1 - u) * w, v * h, (1 - v) * h);
  const to = (part: number, size: number) => part * size === side ? 0 : (1 - part) * size === side ? 1 : part;
  return placeOfAnchor(shape, { u: to(u, w), v: to(v, h) });
}

/** Board positions on a shape that arrow ends snap to: its centre and the middles of its sides. */
export function dockingPlaces(shape: Shape): Point[] {
  if (isFreehand(shape)) return [];
  const { w, h } = shape;
  const middle = { x: w / 2, y: h / 2 };
  const { corners } = contourOf(shape).path;
  const sides = [{ x: w / 2, y: 0 }, { x: w, y: h / 2 }, { x: w / 2, y: h }, { x: 0, y: h / 2 }].map((side) =>
    between(middle, side, lastCrossing(middle, side, corners) ?? 1)
  );
  return [middle, ...sides].map((own) => toBoard(shape, own));
}

function isSide(part: number): boolean {
  return part === 0 || part === 1;
}

function part(at: number, size: number): number {
  return size === 0 ? 0.5 : Math.min(1, Math.max(0, at / size));
}
