import type { GeoShape, LineShape } from "../../../board/shape.ts";
import { axisOffset } from "./element_lines.ts";
import { drawn, filled } from "./element_look.ts";
import { pairs, relative } from "./element_points.ts";

type Element = Readonly<Record<string, unknown>>;

/**
 * A line as elements, bottom first. Excalidraw fills only lines that are closed, and then draws all of their sides: the
 * area of an open one is an element of its own.
 */
export function lineElements(
  shape: LineShape | GeoShape,
  points: readonly number[],
  isSmooth: boolean,
): { readonly line: Element; readonly area?: Element } {
  const start = { x: points[0], y: points[1] };
  const isClosed = points.length > 6 && points[0] === points.at(-2) && points[1] === points.at(-1);
  const off = axisOffset(shape, points, isSmooth);
  const line = {
    x: shape.x + start.x + off.x,
    y: shape.y + start.y + off.y,
    ...drawn(shape),
    roundness: isSmooth ? { type: 2 } : null,
    points: relative(pairs(points), start),
    polygon: isClosed && !isSmooth,
    startBinding: null,
    endBinding: null,
    startArrowhead: null,
    endArrowhead: null,
  };
  const fill = filled(shape);
  if (isClosed || fill.backgroundColor === undefined) return { line: { ...line, ...fill } };
  const closed = { points: [...line.points, [0, 0]], polygon: !isSmooth };
  return { line, area: { ...line, ...fill, ...closed, strokeColor: "transparent" } };
}
