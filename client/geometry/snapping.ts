import type { Box } from "./box.ts";
import { type Mark, SnapAxis, type Span } from "./snap_axis.ts";

/** A line that shows a snap, board units: along aligned edges, or across one of several equal gaps. */
export interface Guide {
  readonly kind: "edge" | "gap";
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The offset of a snap and its guides. */
export interface Snap {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

const ALL: readonly Mark[] = ["lo", "mid", "hi"];

/**
 * Snaps a moved box to the edges and middles of the boxes around it, and to equal gaps. The boxes are sorted once, so a
 * move costs a few binary searches and a scan along one row and one column.
 */
export class Snapping {
  readonly #x: SnapAxis;
  readonly #y: SnapAxis;

  /** @param around the boxes to snap to */
  constructor(around: readonly Box[]) {
    this.#x = new SnapAxis(around.map(across));
    this.#y = new SnapAxis(around.map(down));
  }

  /** @param reach maximum offset, board units */
  move(box: Box, reach: number, { x, y }: { readonly x: boolean; readonly y: boolean }): Snap {
    const dx = x ? this.#x.pull(across(box), ALL, reach) ?? this.#x.pullToGap(across(box), reach) ?? 0 : 0;
    const dy = y ? this.#y.pull(down(box), ALL, reach) ?? this.#y.pullToGap(down(box), reach) ?? 0 : 0;
    const moved = { minX: box.minX + dx, minY: box.minY + dy, maxX: box.maxX + dx, maxY: box.maxY + dy };
    return { dx, dy, guides: this.#guides(moved, x ? ALL : [], y ? ALL : []) };
  }

  /** Like `move`, for the sides of a box that a handle moves: −1 left or top, 1 right or bottom, 0 neither. */
  pull(box: Box, reach: number, side: { readonly x: number; readonly y: number }): Snap {
    const marksX = marksOf(side.x), marksY = marksOf(side.y);
    const dx = this.#x.pull(across(box), marksX, reach) ?? 0;
    const dy = this.#y.pull(down(box), marksY, reach) ?? 0;
    const moved = {
      minX: box.minX + (side.x < 0 ? dx : 0),
      minY: box.minY + (side.y < 0 ? dy : 0),
      maxX: box.maxX + (side.x > 0 ? dx : 0),
      maxY: box.maxY + (side.y > 0 ? dy : 0),
    };
    return { dx, dy, guides: this.#guides(moved, marksX, marksY) };
  }

  #guides(box: Box, marksX: readonly Mark[], marksY: readonly Mark[]): Guide[] {
    const vertical = this.#x.lines(across(box), marksX).map(({ at, from, to }): Guide => (
      { kind: "edge", x1: at, y1: from, x2: at, y2: to }
    ));
    const horizontal = this.#y.lines(down(box), marksY).map(({ at, from, to }): Guide => (
      { kind: "edge", x1: from, y1: at, x2: to, y2: at }
    ));
    const gapsX = marksX.length === ALL.length ? this.#x.gaps(across(box)) : [];
    const gapsY = marksY.length === ALL.length ? this.#y.gaps(down(box)) : [];
    return [
      ...vertical,
      ...horizontal,
      ...gapsX.map(({ at, from, to }): Guide => ({ kind: "gap", x1: from, y1: at, x2: to, y2: at })),
      ...gapsY.map(({ at, from, to }): Guide => ({ kind: "gap", x1: at, y1: from, x2: at, y2: to })),
    ];
  }
}

function marksOf(side: number): readonly Mark[] {
  return side === 0 ? [] : side < 0 ? ["lo"] : ["hi"];
}

function across({ minX, minY, maxX, maxY }: Box): Span {
  return { lo: minX, hi: maxX, from: minY, to: maxY };
}

function down({ minX, minY, maxX, maxY }: Box): Span {
  return { lo: minY, hi: maxY, from: minX, to: maxX };
}
