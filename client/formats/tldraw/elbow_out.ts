import { usualGap } from "../../../board/figure/line/tie.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../../board/shape.ts";
import type { Legs } from "./elbow_course.ts";

/** Whether the leg that ends at a corner is level. */
function isLevel(trace: readonly number[], i: number): boolean {
  return Math.abs(trace[i + 1] - trace[i - 1]) < 0.01;
}

/**
 * tldraw's `elbowMidPoint`: the position of the middle leg of an elbow arrow with two corners, from 0 at the start to 1
 * at the end. 0.5 for other arrows.
 */
export function elbowMiddle(arrow: ArrowShape, legs: Legs): number {
  const { trace = [], start, end, route } = arrow;
  if (trace.length !== 8 || route !== "elbow" || isLevel(trace, 2) !== isLevel(trace, 6)) return 0.5;
  const axis = isLevel(trace, 2) ? 0 : 1;
  const from = trace[axis], turn = trace[2 + axis], to = trace[6 + axis], sign = Math.sign(to - from);
  const out = (arrowEnd: ArrowEnd) => arrowEnd.to === undefined ? legs.free : legs.out - gapOf(arrow, arrowEnd);
  const first = from + sign * out(start), last = to - sign * out(end);
  return sign * (last - first) < 1 ? 0.5 : Math.min(1, Math.max(0, (turn - first) / (last - first)));
}

function gapOf(arrow: ArrowShape, { gap = usualGap(arrow), exact }: ArrowEnd): number {
  return exact ? 0 : gap;
}

/** The place on the side of its shape by which an end of an arrow leaves it, as fractions of the shape's box. */
export function sideAnchor({ trace = [] }: ArrowShape, terminal: "start" | "end", target: Shape): Point | undefined {
  if (target.angle || trace.length < 4) return undefined;
  const [tip, before] = terminal === "start" ? [0, 2] : [trace.length - 2, trace.length - 4];
  const dx = trace[before] - trace[tip], dy = trace[before + 1] - trace[tip + 1];
  const part = (off: number, size: number) => size > 0 ? Math.min(1, Math.max(0, off / size)) : 0.5;
  return Math.abs(dx) > Math.abs(dy)
    ? { x: dx > 0 ? 1 : 0, y: part(trace[tip + 1] - target.y, target.h) }
    : { x: part(trace[tip] - target.x, target.w), y: dy > 0 ? 1 : 0 };
}
