import { contourOf } from "../../../board/figure/contour.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { type Point, toOwn } from "../../../board/figure/point.ts";
import { inkOf } from "../../../board/figure/stretch.ts";
import { isFilled, isFreehand } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import { linesWithin, pointsWithin } from "../../geometry/distance.ts";
import { isInside } from "../../geometry/polygon.ts";

/** A segment on the board and a radius around it, board units. */
export interface Reach {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
}

/**
 * True when the reach meets the shape's line, text or filled area. Ink that cannot be decoded is not drawn, so it is
 * never touched.
 */
export function touches(shape: Shape, { from, to, radius }: Reach): boolean {
  const a = toOwn(shape, from), b = toOwn(shape, to);
  if (isFreehand(shape)) {
    const samples = inkOf(shape);
    return samples !== undefined && pointsWithin(samples.points, a, b, radius + shape.width / 2);
  }
  const width = "width" in shape ? shape.width : 0;
  const { path, isClosed } = contourOf(shape);
  return linesWithin(path.corners, a, b, radius + width / 2) ||
    isClosed && isFilled(shape) && isInside(path.corners, b) || isOnText(shape, b);
}

/** A shape can be grabbed by its text as well as by its line. @param place from the shape's own top left corner */
function isOnText(shape: Shape, { x, y }: Point): boolean {
  const lettering = letteringOf(shape);
  if (lettering === undefined || lettering.layout.text === "") return false;
  const { layout: { lines, lineHeight }, x: left, y: top } = lettering;
  const line = lines[Math.floor((y - top) / lineHeight)];
  return line !== undefined && x >= left + line.x && x <= left + line.x + line.width;
}

/** True when the place lies in the area that a shape encloses, filled or not. */
export function encloses(shape: Shape, place: Point): boolean {
  if (isFreehand(shape)) return false;
  const { path, isClosed } = contourOf(shape);
  return isClosed && isInside(path.corners, toOwn(shape, place));
}
