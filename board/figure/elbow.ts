import { ElbowGrid, type Exit, type Obstacle } from "./elbow_grid.ts";
import type { Place } from "./place.ts";

/** One end of a line at right angles: where it is, and the box of the shape it is on. */
export interface ElbowEnd {
  readonly at: Place;
  readonly box: Obstacle | undefined;
}

/** How far from a shape a line passes it, board units. */
const MARGIN = 24;
/** An end this near to a side lies on it, board units. */
const ON_SIDE = 0.01;

/**
 * A line at right angles from one end to the other, around the shapes at both: the cheapest way by length and turns
 * (A*) on the lines that pass the shapes' sides, the ends and the middle between the shapes – enough for every way
 * a person would draw, and few enough to search while something is dragged.
 *
 * @returns the corners, ends included
 */
export function elbow(start: ElbowEnd, end: ElbowEnd): Place[] {
  const xs = linesOf(start, end, "x"), ys = linesOf(start, end, "y");
  const obstacles = [start.box, end.box].filter((box) => box !== undefined);
  const grid = new ElbowGrid(xs, ys, obstacles);
  const way = grid.search(exits(start), exits(end));
  return straightened([start.at, ...way ?? middleWay(start.at, end.at), end.at]);
}

/** From inside a shape in any direction; from a side straight away from it, and not along it. */
function exits({ at, box }: ElbowEnd): Exit[] {
  if (box === undefined) return [{ at, direction: undefined }];
  const all = [
    { at: { x: box.maxX + MARGIN, y: at.y }, direction: 0, inside: box.maxX - at.x },
    { at: { x: at.x, y: box.maxY + MARGIN }, direction: 1, inside: box.maxY - at.y },
    { at: { x: box.minX - MARGIN, y: at.y }, direction: 2, inside: at.x - box.minX },
    { at: { x: at.x, y: box.minY - MARGIN }, direction: 3, inside: at.y - box.minY },
  ];
  const away = all.filter(({ inside }) => inside < ON_SIDE);
  return away.length > 0 ? away : all;
}

function linesOf(a: ElbowEnd, b: ElbowEnd, axis: "x" | "y"): number[] {
  const [min, max] = axis === "x" ? ["minX", "maxX"] as const : ["minY", "maxY"] as const;
  const lines = [a.at[axis], b.at[axis]];
  const sides = [a, b].map(({ at, box }) => box ? [box[min], box[max]] : [at[axis], at[axis]]);
  for (const [low, high] of sides) lines.push(low - MARGIN, high + MARGIN);
  // In the middle of the gap between both, where there is one.
  const [[lowA, highA], [lowB, highB]] = sides;
  if (highA < lowB) lines.push((highA + lowB) / 2);
  if (highB < lowA) lines.push((highB + lowA) / 2);
  return [...new Set(lines)].sort((p, q) => p - q);
}

/** Where the shapes lie on each other there is no way around: turning half-way is as good as any. */
function middleWay(a: Place, b: Place): Place[] {
  if (Math.abs(b.x - a.x) >= Math.abs(b.y - a.y)) {
    const x = (a.x + b.x) / 2;
    return [{ x, y: a.y }, { x, y: b.y }];
  }
  const y = (a.y + b.y) / 2;
  return [{ x: a.x, y }, { x: b.x, y }];
}

/** Without the points in the middle of straight lines. */
function straightened(points: readonly Place[]): Place[] {
  return points.filter((point, i) => {
    const a = points[i - 1], b = points[i + 1];
    if (a === undefined || b === undefined) return true;
    return !(a.x === point.x && point.x === b.x || a.y === point.y && point.y === b.y);
  });
}
