import type { Point } from "../point.ts";

/** An axis-parallel rectangle that the line avoids. */
export interface Obstacle {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** A position where a line leaves the margin around an end, and its direction. */
export interface Exit {
  readonly at: Point;
  /** Right 0, down 1, left 2, up 3; undefined for any direction. */
  readonly direction: number | undefined;
}

/** The lines midway between the shapes, where there is a gap. */
interface Middle {
  readonly x: number | undefined;
  readonly y: number | undefined;
}

/** Cost of a turn, board units: a line with fewer corners is easier to follow than a shorter one. */
const TURN = 60;

/** A turn midway between the shapes costs this less, as lines of the same length are otherwise alike. */
const MIDWAY = 1;

/** Right, down, left, up. */
const STEPS = [[1, 0], [0, 1], [-1, 0], [0, -1]] as const;

/**
 * A grid of vertical and horizontal lines, searched for the cheapest path by length and turns (A*). A state is a
 * crossing with the direction in which it was reached: crossing × 4 + direction. There are at most 49 crossings, so a
 * linear scan finds the best open state, and all state is in flat arrays. Two hundred such lines are searched within
 * one frame of a drag.
 */
export class ElbowGrid {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  readonly #obstacles: readonly Obstacle[];
  readonly #middle: Middle;
  /** The target state behind all crossings, which stands for the end of the line. */
  readonly #end: number;
  readonly #cost: Float64Array;
  /** Lower bound of the cost of a path through each state. */
  readonly #rank: Float64Array;
  /** The predecessor of each state on its path; -1 at the start. */
  readonly #before: Int16Array;
  /** Reached states that are still to be expanded. */
  readonly #open: number[] = [];
  #to: readonly Exit[] = [];

  constructor(
    xs: readonly number[],
    ys: readonly number[],
    { obstacles, middle }: {
      readonly obstacles: readonly Obstacle[];
      readonly middle: Middle;
    },
  ) {
    this.#xs = xs;
    this.#ys = ys;
    this.#obstacles = obstacles;
    this.#middle = middle;
    this.#end = 4 * xs.length * ys.length;
    this.#cost = new Float64Array(this.#end + 1).fill(Infinity);
    this.#rank = new Float64Array(this.#end + 1);
    this.#before = new Int16Array(this.#end + 1).fill(-1);
  }

  /** May be called once. @returns the crossings on the path, including the ends; undefined when there is no path */
  search(from: readonly Exit[], to: readonly Exit[]): Point[] | undefined {
    const goals = this.#goals(to);
    this.#to = to;
    for (const exit of from) for (const state of this.#states(exit)) this.#reach(state, 0, -1);
    const open = this.#open;
    while (open.length > 0) {
      let best = 0;
      for (let i = 1; i < open.length; i++) if (this.#rank[open[i]] < this.#rank[open[best]]) best = i;
      const state = open[best];
      if (state === this.#end) return this.#way(this.#before[state]);
      open[best] = open[open.length - 1];
      open.pop();
      const last = goals.get(state);
      if (last !== undefined) this.#reach(this.#end, this.#cost[state] + last, state);
      this.#expand(state);
    }
    return undefined;
  }

  /**
   * The states from which a line enters a shape, each with the cost of its last turn. A line never reverses direction.
   */
  #goals(to: readonly Exit[]): Map<number, number> {
    const goals = new Map<number, number>();
    for (const { at, direction } of to) {
      for (const state of this.#states({ at, direction: undefined })) {
        const turns = direction === undefined ? 2 : Math.abs(state % 4 - direction);
        if (turns !== 0) goals.set(state, turns === 2 ? 0 : TURN);
      }
    }
    return goals;
  }

  #states({ at: { x, y }, direction }: Exit): number[] {
    const i = this.#xs.indexOf(x), j = this.#ys.indexOf(y);
    if (i < 0 || j < 0 || this.#isBlocked(x, y, x, y)) return [];
    const crossing = 4 * (j * this.#xs.length + i);
    return direction === undefined ? [0, 1, 2, 3].map((d) => crossing + d) : [crossing + direction];
  }

  #reach(state: number, cost: number, before: number): void {
    if (cost >= this.#cost[state]) return;
    if (this.#cost[state] === Infinity) this.#open.push(state);
    this.#cost[state] = cost;
    this.#rank[state] = cost + (state === this.#end ? 0 : this.#left(state >> 2));
    this.#before[state] = before;
  }

  /** Lower bound of the remaining length. */
  #left(crossing: number): number {
    const i = crossing % this.#xs.length, j = (crossing - i) / this.#xs.length;
    let left = Infinity;
    for (const { at } of this.#to) left = Math.min(left, Math.abs(at.x - this.#xs[i]) + Math.abs(at.y - this.#ys[j]));
    return left;
  }

  #expand(state: number): void {
    const direction = state % 4, crossing = state >> 2;
    const columns = this.#xs.length;
    const i = crossing % columns, j = (crossing - i) / columns;
    const x = this.#xs[i], y = this.#ys[j];
    const turn = x === this.#middle.x || y === this.#middle.y ? TURN - MIDWAY : TURN;
    for (let next = 0; next < 4; next++) {
      if (next === (direction + 2) % 4) continue;
      const [dx, dy] = STEPS[next];
      const toX = this.#xs[i + dx], toY = this.#ys[j + dy];
      if (toX === undefined || toY === undefined || this.#isBlocked(x, y, toX, toY)) continue;
      const length = Math.abs(toX - x) + Math.abs(toY - y);
      const to = 4 * ((j + dy) * columns + i + dx) + next;
      this.#reach(to, this.#cost[state] + length + (next === direction ? 0 : turn), state);
    }
  }

  #way(goal: number): Point[] {
    const way: Point[] = [];
    for (let state = goal; state >= 0; state = this.#before[state]) {
      const crossing = state >> 2, i = crossing % this.#xs.length;
      way.push({ x: this.#xs[i], y: this.#ys[(crossing - i) / this.#xs.length] });
    }
    return way.reverse();
  }

  /** Whether the segment between two crossings passes through a shape. */
  #isBlocked(x1: number, y1: number, x2: number, y2: number): boolean {
    for (const { minX, minY, maxX, maxY } of this.#obstacles) {
      if (Math.min(x1, x2) < maxX && Math.max(x1, x2) > minX && Math.min(y1, y2) < maxY && Math.max(y1, y2) > minY) {
        return true;
      }
    }
    return false;
  }
}
