import { kindOf } from "../kinds/kinds.ts";
import type { FigureShape } from "./contour.ts";
import type { Part } from "./part.ts";
import { letteringOf } from "./text/shape_text.ts";

/**
 * The paths of a shape other than ink, bottom first, shared by canvas and SVG. Text is painted on top of them.
 *
 * @param shape an arrow must have been tied
 */
export function figureOf(shape: FigureShape): readonly Part[] {
  const kind = kindOf(shape);
  return kind.figure(shape, kind.path(shape, shape.w, shape.h), () => letteringOf(shape));
}
