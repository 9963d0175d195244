import { boundsOf } from "../../../board/figure/bounds.ts";
import { contourOf } from "../../../board/figure/contour.ts";
import { elbow } from "../../../board/figure/line/elbow.ts";
import { tie } from "../../../board/figure/line/tie.ts";
import { viaOf } from "../../../board/figure/line/made_via.ts";
import { toBoard, turned, uprightOf } from "../../../board/figure/point.ts";
import type { ArrowEnd, ArrowShape, Shape } from "../../../board/shape.ts";
import type { Head } from "../../../board/style.ts";
import { clamped, type Json, numberOr, record } from "../json.ts";
import { labelWidthFor, shownText } from "../text_fit.ts";
import { elbowCourse, type ElbowEnd, type Side } from "./elbow_course.ts";
import { headSizeOf } from "./head_size.ts";
import { placeAt } from "./record_place.ts";
import type { Node } from "./record_tree.ts";
import { plainTextOf } from "./rich_text.ts";
import { colorOf } from "./tldraw_colors.ts";
import * as styles from "./tldraw_styles.ts";

/** An end of an arrow that is bound to a shape. */
export interface Bound {
  readonly to: string;
  /** Fractions of the shape's box. */
  readonly u: number;
  readonly v: number;
  /** Otherwise the line points at the middle of the shape, unless the other end is in the shape, too. */
  readonly isPrecise: boolean;
  /** The line reaches the place itself, and does not stop at the shape's edge. */
  readonly isExact: boolean;
}

export interface Ends {
  readonly from?: Bound;
  readonly to?: Bound;
}

/** Distance of a head from the edge of its shape, board units, besides half of the line's width. */
const GAP = 10;

/** An arrow of tldraw, whose ends are bound much as ours are. */
export function arrowOf(
  node: Node,
  { from, to }: Ends,
  shapeOf: (foreign: string) => Shape | undefined,
): Omit<ArrowShape, "id" | "order"> {
  const props = record(node.source.props);
  const width = styles.widthOf(props);
  const startHead = styles.headOf(props.arrowheadStart, props, "none"),
    endHead = styles.headOf(props.arrowheadEnd, props, "arrow");
  const first = from && shapeOf(from.to), last = to && shapeOf(to.to);
  const ends = {
    from: from && { ...aimed(from, first, last), gap: gapOf(startHead, width) },
    to: to && { ...aimed(to, last, first), gap: gapOf(endHead, width) },
  };
  const start = endOf(node, props.start, ends.from), end = endOf(node, props.end, ends.to);
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const bend = length > 0 ? -numberOr(props.bend, 0) / length : 0;
  const route = props.kind === "elbow" ? elbowOf({ start, end, ...ends }, props) : routeOf(bend);
  const text = shownText(plainTextOf(props));
  const color = colorOf(props.color), textColor = colorOf(props.labelColor ?? "black");
  const labelAt = Math.min(1, Math.max(0, numberOr(props.labelPosition, 0.5)));
  const arrow = {
    kind: "arrow" as const,
    x: Math.min(start.x, end.x),
    y: Math.min(start.y, end.y),
    w: Math.abs(end.x - start.x),
    h: Math.abs(end.y - start.y),
    start,
    end,
    ...route,
    color,
    width,
    ...styles.dashOf(props),
    ...(route.route === "elbow" && styles.isHandDrawn(props) && { rounded: true, corner: 2 * width }),
    ...(startHead !== "none" && { startHead }),
    ...(endHead !== "arrow" && { endHead }),
    ...(text !== "" && {
      text,
      font: styles.fontOf(props),
      fontSize: Math.min(2_000, styles.sizeOf(styles.ARROW_LABEL_SIZES, props)),
      lineHeight: styles.LINE_HEIGHT,
      ...(labelAt !== 0.5 && { labelAt }),
      ...(textColor !== color && { textColor }),
    }),
  };
  const shown = tie({ ...arrow, id: "a", order: "a0" }, (id) => [first, last].find((shape) => shape?.id === id));
  return { ...arrow, ...headSizeOf(arrow, shown.trace ?? []), ...labelWidthOf(shown) };
}

/** How much of the width of a line is left beside a label, board units. */
const BESIDE = 64;
/** The width at which the label of an upright arrow wraps, ems. */
const UPRIGHT = 16;

/** @param arrow must have been tied */
function labelWidthOf(arrow: ArrowShape): { labelWidth?: number } {
  const { text = "", font = "hand", fontSize = 20 } = arrow;
  if (text === "") return {};
  const { minX, minY, maxX, maxY } = boundsOf(contourOf(arrow).path.corners);
  const isLying = maxX - minX > maxY - minY;
  const width = isLying ? Math.max(BESIDE, maxX - minX - BESIDE) : UPRIGHT * fontSize;
  return labelWidthFor({ text, font, fontSize }, Math.round(width));
}

/** A line that is bent less is straight, as in tldraw. Fraction of its length. */
const STRAIGHT = 0.002;

function routeOf(bend: number): Pick<ArrowShape, "route" | "bend" | "via"> {
  if (Math.abs(bend) < STRAIGHT) return { route: "straight" };
  if (Math.abs(bend) < ROUND) return { route: "curve", bend };
  return { route: "curve", via: arcThrough(clamped(bend, -100, 100)) };
}

/** A bend above this fraction of the length becomes an arc of a circle, which our own bend would not match. */
const ROUND = 0.12;
/** Each half of the arc has a point at least every so many radians, and at least so many. One is in the middle. */
const ARC = { step: 0.25, least: 3 };

/** @param bend how far the middle of the arc is to the left of the line between its ends, in lengths of that */
function arcThrough(bend: number): number[] {
  // Half of what the arc turns, and where the centre of its circle is.
  const half = 2 * Math.atan(2 * bend), radius = (bend * bend + 0.25) / (2 * bend);
  const length = 2 * Math.max(ARC.least, Math.ceil(Math.abs(half) / ARC.step)) + 1;
  return Array.from({ length }, (_, i) => half * (2 * (i + 1) / (length + 1) - 1))
    .flatMap((angle) => [0.5 + radius * Math.sin(angle), bend - radius + radius * Math.cos(angle)]);
}

interface BoundEnds {
  readonly start: ArrowEnd;
  readonly end: ArrowEnd;
  readonly from?: Bound & { readonly shape?: Shape };
  readonly to?: Bound & { readonly shape?: Shape };
}

/**
 * The corners that tldraw draws. Where an arrow of ours finds them by itself from the same sides, it is left to do so,
 * because it then finds better ones when its shapes are moved.
 */
function elbowOf({ start, end, from, to }: BoundEnds, props: Json): Partial<ArrowShape> & Pick<ArrowShape, "route"> {
  const course = elbowCourse(elbowEnd(start, from), elbowEnd(end, to), styles.legsOf(props), middleOf(props));
  if (course === undefined) return { route: "elbow" };
  const { corners, sides } = course;
  const [first, last] = [atSide(start, from, sides[0]), atSide(end, to, sides[1])];
  const own = elbow({ at: first, box: boxOf(from) }, { at: last, box: boxOf(to) }).slice(1, -1);
  const isSame = own.length === corners.length &&
    own.every(({ x, y }, i) => Math.hypot(x - corners[i].x, y - corners[i].y) < 1);
  if (isSame) return { route: "elbow", start: first, end: last };
  const via = viaOf(corners, start, end);
  return { route: "elbow", ...(via && { via }) };
}

function middleOf({ elbowMidPoint }: Json): number {
  return Math.min(1, Math.max(0, numberOr(elbowMidPoint, 0.5)));
}

function boxOf(bound: BoundEnds["from"]) {
  return bound?.shape && uprightOf(bound.shape);
}

function elbowEnd({ x, y }: ArrowEnd, bound: BoundEnds["from"]): ElbowEnd {
  const box = boxOf(bound);
  if (bound?.shape === undefined || box === undefined) return { at: { x, y } };
  const aside = turned({ x: bound.u, y: bound.v }, { x: 0.5, y: 0.5 }, bound.shape.angle ?? 0);
  const byX = aside.x - 0.5, byY = aside.y - 0.5;
  const isMiddle = Math.hypot(byX, byY) < 1e-3;
  const side = Math.abs(byX) > Math.abs(byY) - 1e-4 ? byX < 0 ? "left" : "right" : byY < 0 ? "top" : "bottom";
  return { at: { x, y }, box, ...(bound.isPrecise && !isMiddle && { side }) };
}

/** The same end on a side of its shape, from which our line leaves there only. */
function atSide(end: ArrowEnd, bound: BoundEnds["from"], side: Side): ArrowEnd {
  if (bound?.shape === undefined || bound.shape.angle || end.exact) return end;
  const { x, y, w, h } = bound.shape;
  const u = side === "left" ? 0 : side === "right" ? 1 : end.u!,
    v = side === "top" ? 0 : side === "bottom" ? 1 : end.v!;
  return { ...end, u, v, x: x + u * w, y: y + v * h };
}

/** An end with its shape, and the place at which it points. */
function aimed(bound: Bound, shape: Shape | undefined, other: Shape | undefined): Bound & { readonly shape?: Shape } {
  const isAsSaid = bound.isPrecise || shape !== undefined && other !== undefined && contains(shape, other);
  return { ...bound, ...(shape && { shape }), ...(!isAsSaid && { u: 0.5, v: 0.5 }) };
}

function contains(outer: Shape, inner: Shape): boolean {
  const a = uprightOf(outer), b = uprightOf(inner);
  return a.minX <= b.minX && a.minY <= b.minY && a.maxX >= b.maxX && a.maxY >= b.maxY;
}

function gapOf(head: Head, width: number): number {
  return (head === "none" ? 0 : GAP) + width / 2;
}

function endOf(
  node: Node,
  own: unknown,
  bound: Bound & { readonly shape?: Shape; readonly gap: number } | undefined,
): ArrowEnd {
  const { x, y } = record(own);
  if (bound?.shape === undefined) {
    const free = { x: numberOr(x, 0), y: numberOr(y, 0) };
    return placeAt(node, free);
  }
  const { shape, u, v, isExact, gap } = bound;
  const place = toBoard(shape, { x: u * shape.w, y: v * shape.h });
  return { ...place, to: shape.id, u, v, ...(isExact ? { exact: true } : { gap }) };
}
