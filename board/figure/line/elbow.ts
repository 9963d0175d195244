import { ElbowGrid, type Exit, type Obstacle } from "./elbow_grid.ts";
import type { Point } from "../point.ts";

/** One end of an orthogonal line: its position and the box of its shape. */
export interface ElbowEnd {
  readonly at: Point;
  readonly box: Obstacle | undefined;
}

/** Distance at which a line passes a shape, board units. */
const MARGIN = 24;
/** An end within this distance of a side lies on it, board units. */
const ON_SIDE = 0.01;

/**
 * Routes an orthogonal line between two ends, around the shapes at both. It searches the cheapest path by length and
 * turns (A*) on a grid: lines past the sides of the shapes, through the ends, and midway between the shapes. The grid
 * contains every path a person would draw, and it is small enough to search during a drag.
 *
 * @returns the corners, including the ends
 */
export function elbow(start: ElbowEnd, end: ElbowEnd): Point[] {
  const middle = { x: middleBetween(start, end, "x"), y: middleBetween(start, end, "y") };
  const xs = linesOf(start, end, "x", middle.x), ys = linesOf(start, end, "y", middle.y);
  const obstacles = [start.box, end.box].filter((box) => box !== undefined);
  const grid = new ElbowGrid(xs, ys, { obstacles, middle });
  const way = grid.search(exits(start, end), exits(end, start));
  return straightened([start.at, ...way ?? middleWay(start.at, end.at), end.at]);
}

/** From inside a shape, a line leaves in any direction; from a side, only away from it. */
function exits(end: ElbowEnd, other: ElbowEnd): Exit[] {
  const { at, box } = end;
  if (box === undefined) return [{ at, direction: undefined }];
  const [left, right] = sidesOf(end, other, "x"), [top, bottom] = sidesOf(end, other, "y");
  const all = [
    { at: { x: right, y: at.y }, direction: 0, inside: box.maxX - at.x },
    { at: { x: at.x, y: bottom }, direction: 1, inside: box.maxY - at.y },
    { at: { x: left, y: at.y }, direction: 2, inside: at.x - box.minX },
    { at: { x: at.x, y: top }, direction: 3, inside: at.y - box.minY },
  ];
  const away = all.filter(({ inside }) => inside < ON_SIDE);
  return away.length > 0 ? away : all;
}

type Axis = "x" | "y";

function linesOf(a: ElbowEnd, b: ElbowEnd, axis: Axis, middle: number | undefined): number[] {
  const lines = [a.at[axis], b.at[axis]];
  lines.push(...sidesOf(a, b, axis), ...sidesOf(b, a, axis));
  if (middle !== undefined) lines.push(middle);
  return [...new Set(lines)].sort((p, q) => p - q);
}

/** Lines past both sides of an end, no farther than the middle of the gap to the other end. */
function sidesOf(end: ElbowEnd, other: ElbowEnd, axis: Axis): [low: number, high: number] {
  const [low, high] = rangeOf(end, axis), [otherLow, otherHigh] = rangeOf(other, axis);
  const isNear = (gap: number) => gap > 0 && gap < 2 * MARGIN;
  return [
    isNear(low - otherHigh) ? (low + otherHigh) / 2 : low - MARGIN,
    isNear(otherLow - high) ? (high + otherLow) / 2 : high + MARGIN,
  ];
}

/** The middle of the gap between both, if there is one. */
function middleBetween(a: ElbowEnd, b: ElbowEnd, axis: Axis): number | undefined {
  const [lowA, highA] = rangeOf(a, axis), [lowB, highB] = rangeOf(b, axis);
  return highA < lowB ? (highA + lowB) / 2 : highB < lowA ? (highB + lowA) / 2 : undefined;
}

function rangeOf({ at, box }: ElbowEnd, axis: Axis): [low: number, high: number] {
  if (box === undefined) return [at[axis], at[axis]];
  return axis === "x" ? [box.minX, box.maxX] : [box.minY, box.maxY];
}

/** When the shapes overlap there is no path around them, so the line turns half-way. */
function middleWay(a: Point, b: Point): Point[] {
  if (Math.abs(b.x - a.x) >= Math.abs(b.y - a.y)) {
    const x = (a.x + b.x) / 2;
    return [{ x, y: a.y }, { x, y: b.y }];
  }
  const y = (a.y + b.y) / 2;
  return [{ x: a.x, y }, { x: b.x, y }];
}

/** Removes points in the middle of straight segments. */
function straightened(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const a = points[i - 1], b = points[i + 1];
    if (a === undefined || b === undefined) return true;
    return !(a.x === point.x && point.x === b.x || a.y === point.y && point.y === b.y);
  });
}
