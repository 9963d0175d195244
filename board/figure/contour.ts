import { isFilled, kindOf } from "../kinds/kinds.ts";
import type { InkShape, Shape } from "../shape.ts";
import type { Path } from "./path.ts";

export type FigureShape = Exclude<Shape, InkShape>;

/** The visible outline or line of a shape, relative to its own top left corner. */
export interface Contour {
  readonly path: Path;
  /** True when it encloses an area that belongs to the shape, filled or not. */
  readonly isClosed: boolean;
}

/** The path that hit tests use and arrows stop at. @param shape an arrow must have been tied */
export function contourOf(shape: FigureShape): Contour {
  const kind = kindOf(shape);
  return { path: kind.path(shape, shape.w, shape.h), isClosed: kind.body === "area" || isFilled(shape) };
}
