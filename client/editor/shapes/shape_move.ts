import { isConnector } from "../../../board/kinds/kinds.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../../board/shape.ts";

/** Two offsets that differ by less are equal. Sums of fractions differ slightly. Board units. */
const TOLERANCE = 1e-6;

const NONE: ReadonlySet<string> = new Set();
const OF_TEXT: ReadonlySet<string> = new Set(["text"]);
/** Properties that follow from the ends of an arrow. */
const OF_LINE: ReadonlySet<string> = new Set(["w", "h", "start", "end", "trace"]);

/** How far a shape was moved; undefined when something else about it changed too. Arrows must be tied. */
export function moveOf(before: Shape, after: Shape): Point | undefined {
  if (isConnector(before) && isConnector(after)) {
    return areEqual(before, after, OF_LINE) ? moveOfLine(before, after) : undefined;
  }
  return areEqual(before, after, NONE) ? { x: after.x - before.x, y: after.y - before.y } : undefined;
}

/** True when only the text of a shape changed. False when its size or position depends on the text. */
export function isRetyped(before: Shape, after: Shape): boolean {
  return before.x === after.x && before.y === after.y && areEqual(before, after, OF_TEXT);
}

export function isSameMove(a: Point, b: Point): boolean {
  return isNear(a.x, b.x) && isNear(a.y, b.y);
}

/** A tied arrow, moved together with both shapes at its ends. Computing the route again costs twenty times as much. */
export function movedArrow(arrow: ArrowShape, { x: dx, y: dy }: Point): ArrowShape {
  const moved = (end: ArrowEnd): ArrowEnd => ({ ...end, x: end.x + dx, y: end.y + dy });
  return {
    ...arrow,
    x: arrow.x + dx,
    y: arrow.y + dy,
    start: moved(arrow.start),
    end: moved(arrow.end),
    trace: arrow.trace?.map((value, i) => value + (i % 2 === 0 ? dx : dy)),
  };
}

function moveOfLine(before: ArrowShape, after: ArrowShape): Point | undefined {
  const was = before.trace, is = after.trace;
  if (was === undefined || is === undefined || was.length !== is.length) return undefined;
  if (!isSameEnd(before.start, after.start) || !isSameEnd(before.end, after.end)) return undefined;
  const by = { x: is[0] - was[0], y: is[1] - was[1] };
  const isRigid = is.every((value, i) => isNear(value - was[i], i % 2 === 0 ? by.x : by.y));
  return isRigid ? by : undefined;
}

function isSameEnd(a: ArrowEnd, b: ArrowEnd): boolean {
  return a.to === b.to && a.u === b.u && a.v === b.v && a.gap === b.gap && a.exact === b.exact;
}

/** True when all properties are equal except the position and those named. */
function areEqual(before: Shape, after: Shape, except: ReadonlySet<string>): boolean {
  const [was, is] = [before, after] as unknown as Readonly<Record<string, unknown>>[];
  let count = 0;
  for (const name in was) {
    count++;
    if (was[name] !== is[name] && name !== "x" && name !== "y" && !except.has(name)) return false;
  }
  for (const _ in is) count--;
  return count === 0;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < TOLERANCE;
}
