import { between, lastCrossing } from "../../../board/figure/line/crossing.ts";
import { edgeOf } from "../../../board/figure/line/tie.ts";
import { cornersOf, middleOf, type Point, toBoard, type TurnedBox, uprightOf } from "../../../board/figure/point.ts";
import type { ArrowShape, Shape } from "../../../board/shape.ts";
import { exactEnd, type ForeignCourse } from "../arrow_course.ts";
import type { Cell } from "./cell.ts";
import { bendCorners, relationCorners, type Span } from "./edge_corners.ts";
import type { Style } from "./style.ts";

/** What an edge ends at: a shape and the box of its cell, or a place, whose box has no size. */
export interface Terminal {
  readonly shape?: Shape;
  readonly box: TurnedBox;
  readonly isCell: boolean;
}

interface Ends {
  readonly from: Terminal;
  readonly to: Terminal;
  /** Through which a person has led the line. */
  readonly points: readonly Point[];
}

/** An arrow that finds its way by itself. */
type OwnCourse = Pick<ArrowShape, "route" | "start" | "end">;

/** Size of a line from a shape to itself, board units. */
const LOOP = 20;

/** The line of an edge. What draw.io computes between two shapes is not in the file, and is left to our arrows. */
export function courseOf({ style }: Cell, { from, to, points }: Ends): ForeignCourse | OwnCourse {
  const isSmooth = style.is("curved");
  const tied = { from: from.shape?.id, to: to.shape?.id, isSmooth };
  const fixed = [fixedPlace(style, "exit", from), fixedPlace(style, "entry", to)] as const;
  const isRight = /^(orthogonal|elbow|segment|entityRelation)EdgeStyle$/.test(style.text("edgeStyle"));
  if (points.length === 0 && from.shape && from.shape === to.shape && !(fixed[0] && fixed[1])) {
    return { ...tied, points: loopAt(from.box) };
  }
  if (!isRight) {
    const first = points[0] ?? fixed[1] ?? middleOf(to.box), last = points.at(-1) ?? fixed[0] ?? middleOf(from.box);
    return { ...tied, points: [fixed[0] ?? edgePlace(from, first), ...points, fixed[1] ?? edgePlace(to, last)] };
  }
  const named = namedCorners(style, [fixed[0] ?? from.box, fixed[1] ?? to.box], points[0]);
  if (points.length === 0 && !isSmooth && named === undefined) {
    return ownElbow({ from, to, fixed, sides: sidesOf(style, from.box, to.box) });
  }
  const led = named ?? points;
  const start = fixed[0] ?? sidePlace(from, led[0] ?? middleOf(to.box));
  const end = fixed[1] ?? sidePlace(to, led.at(-1) ?? middleOf(from.box));
  const line = [start, ...led, end];
  return { ...tied, points: isOblique(style) ? line : squared(line, from.box) };
}

/** Between tables, a line is level only at its ends. */
function isOblique(style: Style): boolean {
  return style.text("edgeStyle") === "entityRelationEdgeStyle";
}

/** The corners of lines that draw.io leads in a simple way; undefined when our arrows find the same by themselves. */
function namedCorners(
  style: Style,
  ends: readonly [TurnedBox | Point, TurnedBox | Point],
  point: Point | undefined,
): Point[] | undefined {
  const [from, to] = ends.map(spanOf);
  if (isOblique(style)) return relationCorners(from, to, style.number("segment", 30));
  return style.text("edgeStyle") === "elbowEdgeStyle" ? bendCorners(style, { from, to, point }) : undefined;
}

function spanOf(end: TurnedBox | Point): Span {
  return "w" in end ? uprightOf(end) : { minX: end.x, minY: end.y, maxX: end.x, maxY: end.y };
}

type Side = "left" | "right" | "top" | "bottom";

function ownElbow({ from, to, fixed: [exit, entry], sides: [out, into] }: {
  readonly from: Terminal;
  readonly to: Terminal;
  readonly fixed: readonly [Point | undefined, Point | undefined];
  readonly sides: readonly (Side | undefined)[];
}): OwnCourse {
  const end = ({ shape, box }: Terminal, fixed: Point | undefined, side: Side | undefined) => {
    const lookUp = () => shape;
    if (fixed) return exactEnd(fixed, shape?.id, lookUp);
    if (shape === undefined) return middleOf(box);
    const u = side === "left" ? 0 : side === "right" ? 1 : 0.5, v = side === "top" ? 0 : side === "bottom" ? 1 : 0.5;
    return { x: box.x + u * box.w, y: box.y + v * box.h, to: shape.id, u, v, gap: 0 };
  };
  return { route: "elbow" as const, start: end(from, exit, out), end: end(to, entry, into) };
}

/**
 * The sides at which draw.io lets an edge leave and enter, when nobody said it: with one corner where the shapes are
 * apart in both directions, else straight across the gap between them.
 */
function sidesOf(style: Style, from: TurnedBox, to: TurnedBox): readonly Side[] {
  const edge = style.text("edgeStyle");
  if (from.angle || to.angle || !/^(orthogonal|elbow)EdgeStyle$/.test(edge)) return [];
  const right = to.x - (from.x + from.w), left = from.x - (to.x + to.w);
  const below = to.y - (from.y + from.h), above = from.y - (to.y + to.h);
  const across: readonly Side[] = right > left ? ["right", "left"] : ["left", "right"];
  const along: readonly Side[] = below > above ? ["bottom", "top"] : ["top", "bottom"];
  if (edge === "elbowEdgeStyle") return style.text("elbow") === "vertical" ? along : across;
  const isAside = Math.max(left, right) > 0, isApart = Math.max(above, below) > 0;
  return isAside && isApart ? [across[0], along[1]] : isAside ? across : along;
}

/** Where an edge leaves or enters, when the style says it: on the outline unless it says otherwise. */
function fixedPlace(style: Style, side: "exit" | "entry", terminal: Terminal): Point | undefined {
  if (!terminal.isCell || !style.has(`${side}X`) || !style.has(`${side}Y`)) return undefined;
  const { box } = terminal;
  const u = style.number(`${side}X`, 0.5), v = style.number(`${side}Y`, 0.5);
  const off = { x: style.number(`${side}Dx`, 0), y: style.number(`${side}Dy`, 0) };
  const place = toBoard(box, { x: u * box.w, y: v * box.h });
  const middle = middleOf(box);
  const isOnOutline = style.text(`${side}Perimeter`) !== "0" && (u !== 0.5 || v !== 0.5);
  const met = isOnOutline ? edgePlace(terminal, between(middle, place, 4)) : place;
  return { x: met.x + off.x, y: met.y + off.y };
}

/** Where a line from a place to the middle meets the outline; the middle when the place is inside. */
function edgePlace({ shape, box }: Terminal, other: Point): Point {
  const middle = middleOf(box);
  if (shape === undefined) return middle;
  const edge = shape.kind === "geo" ? edgeOf(shape, 0) : cornersOf(box).flatMap(({ x, y }) => [x, y]);
  const closed = [...edge, edge[0], edge[1]];
  const t = lastCrossing(other, middle, closed);
  return t === undefined ? middle : between(other, middle, t);
}

/** The place on the outline that is straight beside, above or below another; else the middle of the nearest side. */
function sidePlace(terminal: Terminal, { x, y }: Point): Point {
  const { minX, minY, maxX, maxY } = uprightOf(terminal.box);
  const middle = middleOf(terminal.box);
  if (minX === maxX && minY === maxY) return middle;
  const isLevel = y >= minY && y <= maxY, isUpright = x >= minX && x <= maxX;
  if (isLevel && isUpright && x > minX && x < maxX && y > minY && y < maxY) return middle;
  if (isUpright) return onOutline(terminal, { x, y: y <= minY ? minY : maxY }, { x, y: middle.y });
  if (isLevel) return onOutline(terminal, { x: x <= minX ? minX : maxX, y }, { x: middle.x, y });
  return { x: x <= minX ? minX : maxX, y: middle.y };
}

/** Where the way from a side of the box inwards meets the outline of what is in it. */
function onOutline({ shape }: Terminal, side: Point, inner: Point): Point {
  if (shape?.kind !== "geo" || shape.form === "rectangle") return side;
  const edge = edgeOf(shape, 0), t = lastCrossing(side, inner, [...edge, edge[0], edge[1]]);
  return t === undefined ? side : between(side, inner, t);
}

/** Differences that are none, board units. */
const SAME = 0.5;

/** A line with corners where it would be oblique. Level and upright parts follow each other. */
function squared(points: readonly Point[], from: TurnedBox): Point[] {
  const line: Point[] = [points[0]];
  const { minY, maxY } = uprightOf(from);
  let isLevel = points[0].y > minY + SAME && points[0].y < maxY - SAME;
  for (const next of points.slice(1)) {
    const last = line[line.length - 1];
    const dx = Math.abs(next.x - last.x), dy = Math.abs(next.y - last.y);
    if (dx < SAME && dy < SAME) continue;
    if (dx >= SAME && dy >= SAME) {
      line.push(isLevel ? { x: next.x, y: last.y } : { x: last.x, y: next.y });
    } else isLevel = dx < SAME;
    line.push(next);
  }
  return line.length > 1 ? line : [line[0], points[points.length - 1]];
}

/** From the right side of a shape to its right side. */
function loopAt({ x, y, w, h }: TurnedBox): Point[] {
  const right = x + w, [top, bottom] = [y + h / 4, y + 3 * h / 4];
  return [{ x: right, y: top }, { x: right + LOOP, y: top }, { x: right + LOOP, y: bottom }, { x: right, y: bottom }];
}
