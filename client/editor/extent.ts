import { uprightOf } from "../../board/figure/place.ts";
import type { Shape } from "../../board/shape.ts";
import { type Box, grow } from "../geometry/box.ts";

/** What a hand-drawn line strays, and half of the widest head of a thin arrow, board units. */
const STRAY = 6;
/** A frame's name stands above it, board units. */
const FRAME_NAME = 32;

/** All that a shape may paint on, generously; one unit more for antialiasing. */
export function paintedExtent(shape: Shape): Box {
  const box = uprightOf(shape);
  switch (shape.kind) {
    case "ink":
      // Lines are centred on their samples, and pressure may widen them up to twice.
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
