import type { Point } from "../../../board/figure/point.ts";
import type { ArrowEnd } from "../../../board/shape.ts";
import { type Draw, lineStyle } from "./shape_tool.ts";
import { snapped } from "./snap_angle.ts";
import type { Modifiers, TieContext } from "../tool.ts";

/** An arrow, connected to the shapes at its ends. Mod leaves them unconnected, Shift snaps to steps of 15°. */
export const drawArrow: Draw = ({ start: begin, last, keys, isFar }, start, context) => {
  if (!isFar) return undefined;
  const from = endAt(begin, { keys: { ...keys, shift: false }, context });
  const to = endAt(last, { keys, context, other: from });
  context.showTies([from, to]);
  const look = context.look();
  const { route, startHead, endHead, rounded } = look;
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
    ...(route === "elbow" && rounded && { rounded }),
    ...(startHead !== "none" && { startHead }),
    ...(endHead !== "arrow" && { endHead }),
    ...lineStyle(look),
  };
};

/**
 * The arrow end at a place, connected to the shape there. Mod leaves it unconnected, Shift snaps its
 * direction from the other end to steps of 15°.
 */
export function endAt(place: Point, { keys, context, other }: {
  readonly keys: Modifiers;
  readonly context: TieContext;
  readonly other?: ArrowEnd;
}): ArrowEnd {
  const { x, y } = keys.shift && other ? snapped(other, place) : place;
  const tied = keys.mod ? undefined : context.tieAt({ x, y });
  // An arrow with both ends on one shape has no course.
  return tied === undefined || tied.to === other?.to ? { x, y } : tied;
}
