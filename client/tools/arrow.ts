import type { Place } from "../../board/figure/place.ts";
import type { ArrowEnd } from "../../board/shape.ts";
import { type Draw, lineLook } from "./shape_tool.ts";
import { snapped } from "./snap_angle.ts";
import type { Modifiers, TieContext } from "./tool.ts";

/** An arrow, tied to the shapes it begins and ends on; Mod leaves it free, Shift keeps it at steps of 15°. */
export const drawArrow: Draw = ({ start: begin, last, keys, isFar }, start, context) => {
  if (!isFar) return undefined;
  const from = endAt(begin, { keys: { ...keys, shift: false }, context });
  const to = endAt(last, { keys, context, other: from });
  context.showTies([from, to]);
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

/**
 * The end of an arrow at a place, tied to what is there. Mod leaves it free, Shift keeps it at steps of 15° from the
 * other end.
 */
export function endAt(place: Place, { keys, context, other }: {
  readonly keys: Modifiers;
  readonly context: TieContext;
  readonly other?: ArrowEnd;
}): ArrowEnd {
  const { x, y } = keys.shift && other ? snapped(other, place) : place;
  const tied = keys.mod ? undefined : context.tieAt({ x, y });
  // Both ends on one shape would have nowhere to go.
  return tied === undefined || tied.to === other?.to ? { x, y } : tied;
}
