import type { ArrowEnd } from "../../board/shape.ts";
import { type Draw, lineLook } from "./shape_tool.ts";
import { snapped } from "./snap_angle.ts";

/** An arrow, tied to the shapes it begins and ends on; Mod leaves it free, Shift keeps it at steps of 15°. */
export const drawArrow: Draw = ({ start: begin, last, keys, isFar }, start, context) => {
  if (!isFar) return undefined;
  const tied = ({ x, y }: { x: number; y: number }): ArrowEnd => ({
    x,
    y,
    ...(keys.mod ? undefined : context.tieAt({ x, y })),
  });
  const from = tied(begin);
  const there = tied(keys.shift ? snapped(begin, last) : last);
  // Both ends on one shape would have nowhere to go.
  const to = there.to !== undefined && there.to === from.to ? { x: there.x, y: there.y } : there;
  const look = context.look();
  const { route, startHead, endHead } = look;
  return {
    ...start,
    kind: "arrow",
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    w: Math.abs(to.x - from.x),
    h: Math.abs(to.y - from.y),
    start: from,
    end: to,
    route,
    ...(startHead !== "none" && { startHead }),
    ...(endHead !== "arrow" && { endHead }),
    ...lineLook(look),
  };
};
