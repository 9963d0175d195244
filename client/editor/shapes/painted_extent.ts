import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { toBoard, uprightOf } from "../../../board/figure/point.ts";
import { isWritten, kindOf } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Box, grow, union } from "../../geometry/box.ts";

/** How far letters may extend beyond their line box, in ems. */
const FLOURISH = 0.3;

/** An upper bound of the area that a shape paints, with one unit for antialiasing. Board units. */
export function paintedExtent(shape: Shape): Box {
  const figure = figureExtent(shape);
  const lettering = isWritten(shape) && shape.text ? letteringOf(shape) : undefined;
  if (lettering === undefined) return figure;
  const { layout: { w, h, style: { size } }, x, y, ground = 0 } = lettering;
  const middle = toBoard(shape, { x: x + w / 2, y: y + h / 2 });
  const text = uprightOf({ x: middle.x - w / 2, y: middle.y - h / 2, w, h, angle: shape.angle });
  return union(figure, grow(text, size * FLOURISH + ground));
}

function figureExtent(shape: Shape): Box {
  const kind = kindOf(shape);
  const box = grow(uprightOf(shape), kind.margin(shape));
  return kind.marginAbove === undefined ? box : { ...box, minY: box.minY - kind.marginAbove };
}
