import type { Place } from "./place.ts";

/** An upright rectangle that a line goes around. */
export interface Obstacle {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** One end of a line at right angles: where it is, and the box of the shape it is on. */
export interface ElbowEnd {
  readonly at: Place;
  readonly box: Obstacle | undefined;
}

/** How far from a shape a line passes it, board units. */
const MARGIN = 24;
/** A turn is worth a detour of so many board units: few corners are easier to follow than a short way. */
const TURN = 60;

/** Right, down, left, up. */
const STEPS = [[1, 0], [0, 1], [-1, 0], [0, -1]] as const;

/**
 * A line at right angles from one end to the other, around the shapes at both: the cheapest way by length and turns
 * (Dijkstra) on the lines that pass the shapes' sides, the ends and the middle between the shapes – enough for every way
 * a person would draw, and few enough to search while something is dragged.
 *
 * @returns the corners, ends included
 */
export function elbow(start: ElbowEnd, end: ElbowEnd): Place[] {
  const xs = linesOf(start, end, "x"), ys = linesOf(start, end, "y");
  const obstacles = [start.box, end.box].filter((box) => box !== undefined);
  const grid = new Grid(xs, ys, obstacles);
  const way = grid.search(exits(start), exits(end));
  return straightened([start.at, ...way ?? middleWay(start.at, end.at), end.at]);
}

/** Where a line leaves the margin around an end, and in which direction. */
interface Exit {
  readonly at: Place;
  /** Index into STEPS; undefined where any will do. */
  readonly direction: number | undefined;
}

function exits({ at, box }: ElbowEnd): Exit[] {
  if (box === undefined) return [{ at, direction: undefined }];
  return [
    { at: { x: box.maxX + MARGIN, y: at.y }, direction: 0 },
    { at: { x: at.x, y: box.maxY + MARGIN }, direction: 1 },
    { at: { x: box.minX - MARGIN, y: at.y }, direction: 2 },
    { at: { x: at.x, y: box.minY - MARGIN }, direction: 3 },
  ];
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

class Grid {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  readonly #obstacles: readonly Obstacle[];

  constructor(xs: readonly number[], ys: readonly number[], obstacles: readonly Obstacle[]) {
    this.#xs = xs;
    this.#ys = ys;
    this.#obstacles = obstacles;
  }

  /** States are crossings with the direction they were come to in: four a crossing. */
  search(from: readonly Exit[], to: readonly Exit[]): Place[] | undefined {
    const cost = new Map<number, number>();
    const before = new Map<number, number>();
    const open = new Set<number>();
    const reach = (state: number, value: number, previous?: number) => {
      if (value >= (cost.get(state) ?? Infinity)) return;
      cost.set(state, value);
      if (previous === undefined) before.delete(state);
      else before.set(state, previous);
      open.add(state);
    };
    for (const { at, direction } of from) {
      const crossing = this.#crossing(at);
      if (crossing === undefined || this.#isBlocked(at, at)) continue;
      for (let d = 0; d < 4; d++) if (direction === undefined || d === direction) reach(crossing * 4 + d, 0);
    }
    const goals = new Set(to.flatMap(({ at, direction }) => {
      const crossing = this.#crossing(at);
      if (crossing === undefined || this.#isBlocked(at, at)) return [];
      // A line comes to a side against the direction that leads away from it.
      return direction === undefined ? [0, 1, 2, 3].map((d) => crossing * 4 + d) : [crossing * 4 + (direction + 2) % 4];
    }));
    while (open.size > 0) {
      let best = -1;
      for (const state of open) if (best < 0 || cost.get(state)! < cost.get(best)!) best = state;
      if (goals.has(best)) return this.#way(best, before);
      open.delete(best);
      this.#expand(best, cost.get(best)!, reach);
    }
    return undefined;
  }

  #expand(state: number, value: number, reach: (state: number, value: number, previous: number) => void): void {
    const direction = state % 4, crossing = state >> 2;
    const i = crossing % this.#xs.length, j = Math.floor(crossing / this.#xs.length);
    for (let next = 0; next < 4; next++) {
      if (next === (direction + 2) % 4) continue;
      const [dx, dy] = STEPS[next];
      const a = { x: this.#xs[i], y: this.#ys[j] }, b = { x: this.#xs[i + dx], y: this.#ys[j + dy] };
      if (b.x === undefined || b.y === undefined || this.#isBlocked(a, b)) continue;
      const length = Math.abs(b.x - a.x) + Math.abs(b.y - a.y);
      const to = (j + dy) * this.#xs.length + i + dx;
      reach(to * 4 + next, value + length + (next === direction ? 0 : TURN), state);
    }
  }

  #way(goal: number, before: ReadonlyMap<number, number>): Place[] {
    const way: Place[] = [];
    for (let state: number | undefined = goal; state !== undefined; state = before.get(state)) {
      const crossing = state >> 2;
      way.push({ x: this.#xs[crossing % this.#xs.length], y: this.#ys[Math.floor(crossing / this.#xs.length)] });
    }
    return way.reverse();
  }

  #crossing({ x, y }: Place): number | undefined {
    const i = this.#xs.indexOf(x), j = this.#ys.indexOf(y);
    return i < 0 || j < 0 ? undefined : j * this.#xs.length + i;
  }

  /** The way between two crossings goes through a shape. */
  #isBlocked(a: Place, b: Place): boolean {
    const minX = Math.min(a.x, b.x), maxX = Math.max(a.x, b.x), minY = Math.min(a.y, b.y), maxY = Math.max(a.y, b.y);
    return this.#obstacles.some((box) => minX < box.maxX && maxX > box.minX && minY < box.maxY && maxY > box.minY);
  }
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
