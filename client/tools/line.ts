import { type Draw, lineLook } from "./shape_tool.ts";
import { snapped } from "./snap_angle.ts";

/** A straight line. Shift keeps it at steps of 15°. */
export const drawLine: Draw = ({ start: from, last, keys, isFar }, start, context) => {
  if (!isFar) return undefined;
  const to = keys.shift ? snapped(from, last) : last;
  const x = Math.min(from.x, to.x), y = Math.min(from.y, to.y);
  return {
    ...start,
    kind: "line",
    x,
    y,
    w: Math.abs(to.x - from.x),
    h: Math.abs(to.y - from.y),
    points: [from.x - x, from.y - y, to.x - x, to.y - y],
    ...lineLook(context.look()),
  };
};
