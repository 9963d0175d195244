import type { ArrowShape, InkShape, Shape } from "../shape.ts";
import { bendOf } from "./line/bend.ts";
import { ownPoints } from "./line/line_points.ts";
import { outlineOf } from "./outline.ts";
import { Path } from "./path.ts";

export type FigureShape = Exclude<Shape, InkShape>;

/** The visible outline or line of a shape, relative to its own top left corner. */
export interface Contour {
  readonly path: Path;
  /** True when it encloses an area that belongs to the shape, filled or not. */
  readonly isClosed: boolean;
}

/** The path that hit tests use and arrows stop at. @param shape an arrow must have been tied */
export function contourOf(shape: FigureShape): Contour {
  switch (shape.kind) {
    case "geo":
      return { path: outlineOf(shape.form, shape.w, shape.h, shape), isClosed: true };
    case "line":
      return { path: traced(ownPoints(shape), { smooth: shape.smooth }), isClosed: false };
    case "arrow":
      return { path: lineOf(shape), isClosed: false };
    case "note":
    case "text":
      return { path: outlineOf("rectangle", shape.w, shape.h), isClosed: true };
    case "frame":
      return { path: outlineOf("rectangle", shape.w, shape.h), isClosed: false };
  }
}

function lineOf(shape: ArrowShape): Path {
  const own = ownTrace(shape);
  if (bendOf(shape) === 0) return traced(own, {});
  return new Path().move(own[0], own[1]).bend(own[2], own[3], own[4], own[5]);
}

/** Corners of an arrow's trace, or of its straight line without one, relative to its top left corner: x, y of each. */
export function ownTrace({ trace = [], x, y, start, end }: ArrowShape): readonly number[] {
  const line = trace.length < 4 ? [start.x, start.y, end.x, end.y] : trace;
  return line.map((value, i) => value - (i % 2 === 0 ? x : y));
}

/**
 * Traces a line through points. A smooth one is a uniform Catmull-Rom spline, drawn as Bézier curves whose control
 * points are a sixth of the distance between neighbours away. A smooth closed line is smooth at its joint too.
 */
function traced(points: readonly number[], { smooth = false }: { smooth?: boolean }): Path {
  const path = new Path().move(points[0], points[1]);
  const n = points.length / 2;
  const isClosed = n > 3 && points[0] === points[2 * n - 2] && points[1] === points[2 * n - 1];
  const at = (i: number) => {
    const k = 2 * (isClosed ? (i + n - 1) % (n - 1) : Math.min(n - 1, Math.max(0, i)));
    return [points[k], points[k + 1]] as const;
  };
  for (let i = 1; i < n; i++) {
    const [x, y] = at(i);
    if (!smooth) path.line(x, y);
    else {
      const [ax, ay] = at(i - 2), [bx, by] = at(i - 1), [dx, dy] = at(i + 1);
      path.curve(bx + (x - ax) / 6, by + (y - ay) / 6, x - (dx - bx) / 6, y - (dy - by) / 6, x, y);
    }
  }
  return path;
}
