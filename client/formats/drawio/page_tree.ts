import { middleOf, type Point, turned, type TurnedBox } from "../../../board/figure/point.ts";
import { GROUP_DEPTH_MAX } from "../../../board/limits.ts";
import type { Cell } from "./cell.ts";
import { angleOf } from "./style.ts";

/** A cell that is shown, with its place on the page. */
export interface Placed {
  readonly cell: Cell;
  /** The box of a vertex. Absent for edges and for the labels of edges. */
  readonly box?: TurnedBox;
  /** The edge whose label the cell is. */
  readonly edge?: Placed;
  /** The point that the coordinates of an edge are relative to. */
  readonly origin: Point;
  readonly isLocked: boolean;
  /** The cells that it is grouped with, outermost first. A group is the last of its own. */
  readonly groups: readonly Cell[];
}

/** The shown cells of a page, bottom first, and how many are not shown. */
export interface Page {
  readonly shown: readonly Placed[];
  readonly hidden: number;
  /** The number of cells whose parents do not exist. */
  readonly lost: number;
}

/** What a cell inherits from its parent. */
interface Surroundings extends Omit<Placed, "cell" | "box"> {
  /** The box of a parent that is a vertex. */
  readonly around?: TurnedBox;
}

const ZERO = { x: 0, y: 0 };

export function pageOf(cells: readonly Cell[]): Page {
  return new PageWalk(cells).page;
}

/** A walk through the cells from their roots, parents before children. It visits each cell once, also in a cycle. */
class PageWalk {
  readonly page: Page;
  readonly #children = new Map<string | undefined, Cell[]>();
  readonly #seen = new Set<string>();
  readonly #shown: Placed[] = [];
  /** The cells to visit; the last one is next. A stack, as a file may nest them deeper than calls may be. */
  readonly #steps: (Surroundings & { readonly cell: Cell })[] = [];
  #hidden = 0;

  constructor(cells: readonly Cell[]) {
    for (const cell of cells) {
      const siblings = this.#children.get(cell.parent);
      if (siblings) siblings.push(cell);
      else this.#children.set(cell.parent, [cell]);
    }
    this.#enter(undefined, { origin: ZERO, isLocked: false, groups: [] });
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) this.#visit(step.cell, step);
    const lost = cells.filter(({ id, kind }) => kind !== "layer" && !this.#seen.has(id)).length;
    this.page = { shown: this.#shown, hidden: this.#hidden, lost };
  }

  #inside(id: string | undefined): readonly Cell[] {
    return this.#children.get(id) ?? [];
  }

  #enter(id: string | undefined, { origin, isLocked, groups, edge, around }: Surroundings): void {
    for (const cell of this.#inside(id).toReversed()) {
      this.#steps.push({ cell, origin, isLocked, groups, ...(edge && { edge }), ...(around && { around }) });
    }
  }

  #visit(cell: Cell, given: Surroundings): void {
    if (this.#seen.has(cell.id)) return;
    this.#seen.add(cell.id);
    const isLocked = given.isLocked || cell.style.is("locked");
    if (cell.isHidden) this.#hide(cell);
    else if (cell.kind === "layer") this.#enter(cell.id, { ...given, isLocked });
    else this.#show(cell, { ...given, isLocked, groups: this.#groupsOf(cell, given) });
  }

  #show(cell: Cell, given: Surroundings): void {
    const { origin, isLocked, groups, edge, around } = given;
    const box = cell.kind === "vertex" && edge === undefined ? boxOf(cell, origin, around) : undefined;
    const placed: Placed = { cell, origin, isLocked, groups, ...(box && { box }), ...(edge && { edge }) };
    this.#shown.push(placed);
    if (cell.isCollapsed) { for (const each of this.#inside(cell.id)) this.#hide(each); }
    else if (cell.kind === "edge") this.#enter(cell.id, { origin, isLocked, groups, edge: placed });
    else this.#enter(cell.id, { origin: box ?? origin, isLocked, groups, ...(box && { around: box }) });
  }

  /** A vertex that holds others is a group, up to the depth that a board takes. */
  #groupsOf(cell: Cell, { groups }: Surroundings): readonly Cell[] {
    const isGroup = cell.kind === "vertex" && !cell.isCollapsed &&
      this.#inside(cell.id).some(({ kind }) => kind === "vertex");
    return isGroup && groups.length < GROUP_DEPTH_MAX - 1 ? [...groups, cell] : groups;
  }

  /** Counts a cell and everything in it as hidden. Layers do not count. */
  #hide(first: Cell): void {
    const left = [first];
    for (let cell = left.pop(); cell !== undefined; cell = left.pop()) {
      if (this.#seen.has(cell.id) && cell !== first) continue;
      this.#seen.add(cell.id);
      if (cell.kind !== "layer") this.#hidden++;
      for (const child of this.#inside(cell.id)) left.push(child);
    }
  }
}

/** @param around the box of the parent, whose fractions the coordinates may be */
function boxOf({ geometry, style }: Cell, origin: Point, around: TurnedBox | undefined): TurnedBox {
  const { w, h, isRelative, offset = ZERO } = geometry;
  const box = { w, h, ...angleOf(style) };
  if (!isRelative || around === undefined) return { ...box, x: origin.x + geometry.x, y: origin.y + geometry.y };
  const x = origin.x + geometry.x * around.w + offset.x, y = origin.y + geometry.y * around.h + offset.y;
  const middle = turned({ x: x + w / 2, y: y + h / 2 }, middleOf(around), around.angle ?? 0);
  return { ...box, x: middle.x - w / 2, y: middle.y - h / 2 };
}
