import { between, lastCrossing } from "../../board/figure/line/crossing.ts";
import { edgeOf, isSquare, tie, usualGap } from "../../board/figure/line/tie.ts";
import { viaOf } from "../../board/figure/line/made_via.ts";
import { middleOf, type Point, toOwn } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../board/shape.ts";

type LookUp = (id: ShapeId) => Shape | undefined;
type Course = Pick<ArrowShape, "start" | "end" | "route" | "via" | "bend">;
type Bare = Omit<ArrowShape, keyof Course>;

/** The line of an arrow of another program. */
export interface ForeignCourse {
  /** Visible points on the board, at least two. */
  readonly points: readonly Point[];
  readonly from?: ShapeId;
  readonly to?: ShapeId;
  readonly isSmooth?: boolean;
  readonly isElbow?: boolean;
}

/** A line that is this near is the same, board units. */
const NEAR = 0.5;

/**
 * An arrow that shows exactly these points and stays tied to its shapes. Where an arrow of ours finds the same line by
 * itself, it is left to do so, because it then finds a better one when its shapes are moved.
 */
export function arrowThrough(bare: Bare, course: ForeignCourse, lookUp: LookUp): ArrowShape {
  const { points, isSmooth = false, isElbow = false } = course;
  const first = points[0], last = points[points.length - 1];
  const shows = (arrow: ArrowShape) => isShown(tie(arrow, lookUp).trace ?? [], points);
  if (points.length === 2 && !isElbow) {
    const arrow: ArrowShape = {
      ...bare,
      route: "straight",
      start: slidingEnd(bare, { tip: first, other: last, to: course.from }, lookUp),
      end: slidingEnd(bare, { tip: last, other: first, to: course.to }, lookUp),
    };
    if (shows(arrow)) return arrow;
  }
  const start = exactEnd(first, course.from, lookUp), end = exactEnd(last, course.to, lookUp);
  if (isElbow) {
    const arrow: ArrowShape = { ...bare, route: "elbow", start, end };
    if (shows(arrow)) return arrow;
  }
  const route = isElbow && isSquare(points) ? "elbow" : isSmooth && points.length > 2 ? "curve" : "straight";
  const inner = points.slice(1, -1);
  if (inner.length === 0) return { ...bare, route: "straight", start, end };
  const via = viaOf(inner, first, last);
  if (via !== undefined) return { ...bare, route, start, end, via };
  // Points can only be given relative to a line that has a length.
  const apart = { x: last.x + 1, y: last.y };
  return {
    ...bare,
    route: isSmooth ? route : "straight",
    start,
    end: exactEnd(apart, course.to, lookUp),
    via: viaOf(inner, first, apart)!,
  };
}

/** An end at exactly this position, which follows its shape. */
export function exactEnd(tip: Point, to: ShapeId | undefined, lookUp: LookUp): ArrowEnd {
  const shape = to === undefined ? undefined : lookUp(to);
  if (to === undefined || shape === undefined) return { x: tip.x, y: tip.y };
  return { x: tip.x, y: tip.y, to, ...anchorOf(shape, tip), exact: true };
}

/** An end whose tip slides around its shape: the line is aimed at a place inside, and stops at its distance. */
function slidingEnd(
  { width }: Pick<ArrowShape, "width">,
  { tip, other, to }: { readonly tip: Point; readonly other: Point; readonly to: ShapeId | undefined },
  lookUp: LookUp,
): ArrowEnd {
  const shape = to === undefined ? undefined : lookUp(to);
  const aim = shape && aimOf(shape, tip, other);
  if (to === undefined || shape === undefined || aim === undefined) return exactEnd(tip, to, lookUp);
  const gap = gapOf(shape, { tip, other, aim });
  if (gap === undefined) return exactEnd(tip, to, lookUp);
  const isUsual = Math.abs(gap - usualGap({ width })) < NEAR / 4;
  return { x: tip.x, y: tip.y, to, ...anchorOf(shape, aim), ...(!isUsual && { gap }) };
}

/** The place inside a shape's box that the line meets, nearest to the middle; undefined when it misses the box. */
function aimOf(shape: Shape, tip: Point, other: Point): Point | undefined {
  const dx = tip.x - other.x, dy = tip.y - other.y;
  const square = dx * dx + dy * dy;
  if (square === 0) return undefined;
  const middle = middleOf(shape);
  const t = ((middle.x - other.x) * dx + (middle.y - other.y) * dy) / square;
  if (t < 1) return undefined;
  const aim = { x: other.x + t * dx, y: other.y + t * dy };
  const own = toOwn(shape, aim);
  return own.x > 0 && own.y > 0 && own.x < shape.w && own.y < shape.h ? aim : undefined;
}

/** Steps of halving, which leave less than a thousandth of a unit. */
const HALVINGS = 24;

/** The distance from the edge at which the line to `aim` ends at the tip. */
function gapOf(
  shape: Shape,
  { tip, other, aim }: { readonly tip: Point; readonly other: Point; readonly aim: Point },
): number | undefined {
  // From far beyond the tip, so that a wide edge is crossed as well.
  const away = between(aim, other, 4);
  const off = (gap: number) => {
    const t = lastCrossing(away, aim, edgeOf(shape, gap));
    if (t === undefined) return undefined;
    const at = between(away, aim, t);
    return Math.hypot(at.x - aim.x, at.y - aim.y) - Math.hypot(tip.x - aim.x, tip.y - aim.y);
  };
  let low = -Math.min(shape.w, shape.h) / 2 + NEAR, high = Math.hypot(tip.x - aim.x, tip.y - aim.y) + NEAR;
  for (let i = 0; i < HALVINGS; i++) {
    const gap = (low + high) / 2;
    const distance = off(gap);
    if (distance === undefined) return undefined;
    if (distance < 0) low = gap;
    else high = gap;
  }
  return (low + high) / 2;
}

/** Fractions of the box of a shape before it is mirrored; beyond 0…1 outside of it. */
function anchorOf(shape: Shape, place: Point): { u: number; v: number } {
  const { x, y } = toOwn(shape, place);
  // A box without width has no fractions, so the end cannot leave its middle.
  return { u: shape.w > 0 ? x / shape.w : 0.5, v: shape.h > 0 ? y / shape.h : 0.5 };
}

function isShown(trace: readonly number[], points: readonly Point[]): boolean {
  return trace.length === 2 * points.length &&
    points.every(({ x, y }, i) => Math.hypot(trace[2 * i] - x, trace[2 * i + 1] - y) < NEAR);
}
