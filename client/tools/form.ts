import type { Form } from "../../board/style.ts";
import type { Drag } from "./drag.ts";
import { type Draw, lineLook } from "./shape_tool.ts";

/** What a click makes, board units. */
const CLICK_SIZE = 120;

/** A closed form by its box. Shift keeps it square, Alt draws it from the middle; a click makes one of a usual size. */
export function drawForm(form: Form): Draw {
  return (drag, start, context) => {
    const look = context.look();
    const { fill, fillColor, rounded } = look;
    return {
      ...start,
      kind: "geo",
      form,
      ...boxOf(drag),
      ...lineLook(look),
      ...(fill !== "none" && { fill, fillColor }),
      ...(rounded && { rounded }),
    };
  };
}

function boxOf({ start, dx, dy, isFar, keys }: Drag): { x: number; y: number; w: number; h: number } {
  if (!isFar) return { x: start.x - CLICK_SIZE / 2, y: start.y - CLICK_SIZE / 2, w: CLICK_SIZE, h: CLICK_SIZE };
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  const toX = keys.shift ? Math.sign(dx) * side : dx, toY = keys.shift ? Math.sign(dy) * side : dy;
  const w = Math.abs(toX), h = Math.abs(toY);
  if (keys.alt) return { x: start.x - w, y: start.y - h, w: 2 * w, h: 2 * h };
  return { x: Math.min(start.x, start.x + toX), y: Math.min(start.y, start.y + toY), w, h };
}
