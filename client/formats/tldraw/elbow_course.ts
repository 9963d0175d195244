import type { Point } from "../../../board/figure/point.ts";

type Axis = "x" | "y";
export type Side = "left" | "right" | "top" | "bottom";

/** An end of an arrow with corners. */
export interface ElbowEnd {
  /** The place at which it points. */
  readonly at: Point;
  /** The upright box of its shape. */
  readonly box?: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  /** The side of the shape that the person chose. */
  readonly side?: Side;
}

/** Lengths that an arrow has by its size, board units. */
export interface Legs {
  /** How far a line leaves a shape before it turns. */
  readonly out: number;
  /** The least length of a leg beside a shape, and of one at a free end. */
  readonly least: number;
  readonly free: number;
}

export interface ElbowCourse {
  readonly sides: readonly [Side, Side];
  readonly corners: readonly Point[];
}

/** Sides by axis: that of less, and that of more. */
const SIDES: Readonly<Record<Axis, readonly [Side, Side]>> = { x: ["left", "right"], y: ["top", "bottom"] };
/** The order in which corners are tried, first those that leave sidewards. */
const TURNS: readonly (readonly [Side, Side])[] = [
  ["right", "top"],
  ["right", "bottom"],
  ["left", "top"],
  ["left", "bottom"],
  ["top", "left"],
  ["top", "right"],
  ["bottom", "left"],
  ["bottom", "right"],
];

/**
 * The corners of an arrow as tldraw draws it: two half-way between shapes that face each other, or one where the line
 * leaves one shape sidewards and meets the other from above or below.
 *
 * @param middle where the line between both turns, 0…1
 * @returns undefined for lines that go around their shapes
 */
export function elbowCourse(a: ElbowEnd, b: ElbowEnd, legs: Legs, middle: number): ElbowCourse | undefined {
  if (a.side === undefined && b.side !== undefined) {
    const back = elbowCourse(b, a, legs, 1 - middle);
    return back && { sides: [back.sides[1], back.sides[0]], corners: [...back.corners].reverse() };
  }
  const across = facing(a, b, { axis: "x", legs, middle }), along = facing(a, b, { axis: "y", legs, middle });
  const isAcross = Math.abs(gapOf(a, b, "x")) + 1 > Math.abs(gapOf(a, b, "y"));
  const turn = () => turnOf(a, b, legs.out);
  if (a.side !== undefined && b.side !== undefined) return across ?? along ?? turn();
  if (isAcross && across) return across;
  if (a.side !== undefined) return turn() ?? across ?? along;
  return a.box || b.box ? turn() ?? along : along;
}

/** Positive when the second is on the side of more, negative on that of less, 0 when both are beside each other. */
function gapOf(a: ElbowEnd, b: ElbowEnd, axis: Axis): number {
  const [lowA, highA] = rangeOf(a, axis), [lowB, highB] = rangeOf(b, axis);
  return lowB > highA ? lowB - highA : lowA > highB ? highB - lowA : 0;
}

function rangeOf({ at, box }: ElbowEnd, axis: Axis): [low: number, high: number] {
  if (box === undefined) return [at[axis], at[axis]];
  return axis === "x" ? [box.minX, box.maxX] : [box.minY, box.maxY];
}

/** From one shape to the other, which turns twice between them. */
function facing(
  a: ElbowEnd,
  b: ElbowEnd,
  { axis, legs, middle }: { readonly axis: Axis; readonly legs: Legs; readonly middle: number },
): ElbowCourse | undefined {
  const gap = gapOf(a, b, axis), sign = Math.sign(gap);
  const least = ({ box }: ElbowEnd) => box ? legs.least : legs.free;
  if (Math.abs(gap) <= least(a) + least(b)) return undefined;
  const [less, more] = SIDES[axis];
  const sides = sign > 0 ? [more, less] as const : [less, more] as const;
  if (!fits(a, sides[0]) || !fits(b, sides[1])) return undefined;
  const out = ({ box }: ElbowEnd) => box ? legs.out : legs.free;
  const from = rangeOf(a, axis)[sign > 0 ? 1 : 0] + sign * out(a),
    to = rangeOf(b, axis)[sign > 0 ? 0 : 1] - sign * out(b);
  const turn = from + (to - from) * middle;
  const other = axis === "x" ? "y" : "x";
  if (Math.abs(a.at[other] - b.at[other]) < 0.5) return { sides, corners: [] };
  return { sides, corners: [{ ...a.at, [axis]: turn }, { ...b.at, [axis]: turn }] };
}

/** One corner, where both legs leave their shapes. */
function turnOf(a: ElbowEnd, b: ElbowEnd, out: number): ElbowCourse | undefined {
  for (const sides of TURNS) {
    const [first, last] = sides;
    if (!fits(a, first) || !fits(b, last) || !isBefore(a, first, b.at, out) || !isBefore(b, last, a.at, out)) continue;
    const corner = SIDES.x.includes(first) ? { x: b.at.x, y: a.at.y } : { x: a.at.x, y: b.at.y };
    return { sides, corners: [corner] };
  }
  return undefined;
}

function fits({ side }: ElbowEnd, wanted: Side): boolean {
  return side === undefined || side === wanted;
}

/** Whether a place lies off this side of a shape, at least as far as a line goes before it turns. */
function isBefore(end: ElbowEnd, side: Side, place: Point, out: number): boolean {
  const axis = SIDES.x.includes(side) ? "x" : "y", isMore = SIDES[axis][1] === side;
  const leg = end.box ? out : 0;
  const [low, high] = rangeOf(end, axis);
  return isMore ? place[axis] >= high + leg : place[axis] <= low - leg;
}
