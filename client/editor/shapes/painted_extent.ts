import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { toBoard, uprightOf } from "../../../board/figure/place.ts";
import { isWritten, type Shape } from "../../../board/shape.ts";
import { type Box, grow, union } from "../../geometry/box.ts";

/** How far a hand-drawn line strays, and half of the widest head of a thin arrow, board units. */
const STRAY = 6;
/** Height of a frame's name above the frame, board units. */
const FRAME_NAME = 32;

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
  const box = uprightOf(shape);
  switch (shape.kind) {
    case "ink":
      // Lines are centred on their samples, and pressure widens them up to twice.
      return grow(box, shape.width + 1);
    case "geo":
    case "line":
      return grow(box, shape.width + STRAY);
    case "arrow":
      return grow(box, 4 * shape.width + 2 * STRAY);
    case "frame":
      return { ...grow(box, 2), minY: box.minY - FRAME_NAME };
    case "text":
    case "note":
      return grow(box, 2);
  }
}
