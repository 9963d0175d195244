import { middleOf, type Point, turned, type TurnedBox } from "../../../board/figure/point.ts";
import { GROUP_DEPTH_MAX } from "../../../board/limits.ts";
import type { Cell } from "./cell.ts";
import { angleOf } from "./style.ts";

/** A cell that is shown, with its place on the page. */
export interface Placed {
  readonly cell: Cell;
  /** Of a vertex. Those on edges have none: they are labels. */
  readonly box?: TurnedBox;
  /** The cell is a label of this edge. */
  readonly edge?: Placed;
  /** Where the coordinates of an edge begin. */
  readonly origin: Point;
  readonly isLocked: boolean;
  /** Cells around it that it is grouped with, outermost first; its own when it holds others. */
  readonly groups: readonly Cell[];
}

/** The shown cells of a page, bottom first, and how many are not shown. */
export interface Page {
  readonly shown: readonly Placed[];
  readonly hidden: number;
  /** Those whose parents do not exist. */
  readonly lost: number;
}

interface Step extends Omit<Placed, "cell" | "box"> {
  readonly cell: Cell;
  /** The box of a parent that is a vertex. */
  readonly around?: TurnedBox;
}

const ZERO = { x: 0, y: 0 };

export function pageOf(cells: readonly Cell[]): Page {
  const children = new Map<string | undefined, Cell[]>();
  for (const cell of cells) {
    const siblings = children.get(cell.parent);
    if (siblings) siblings.push(cell);
    else children.set(cell.parent, [cell]);
  }
  const shown: Placed[] = [];
  const seen = new Set<string>();
  let hidden = 0;
  const steps: Step[] = [];
  const enter = (cells: readonly Cell[], around: Omit<Step, "cell">) => {
    for (let i = cells.length - 1; i >= 0; i--) steps.push({ ...around, cell: cells[i] });
  };
  enter(children.get(undefined) ?? [], { origin: ZERO, isLocked: false, groups: [] });
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { cell, edge, around, origin } = step;
    if (seen.has(cell.id)) continue;
    seen.add(cell.id);
    if (cell.isHidden) {
      hidden += countIn(children, cell, seen);
      continue;
    }
    const inner = children.get(cell.id) ?? [];
    const isLocked = step.isLocked || cell.style.is("locked");
    if (cell.kind === "layer") {
      enter(inner, { ...step, isLocked });
      continue;
    }
    const isGroup = cell.kind === "vertex" && !cell.isCollapsed && inner.some(({ kind }) => kind === "vertex");
    const groups = isGroup && step.groups.length < GROUP_DEPTH_MAX - 1 ? [...step.groups, cell] : step.groups;
    const box = cell.kind === "vertex" && edge === undefined ? boxOf(cell, origin, around) : undefined;
    const placed: Placed = { cell, origin, isLocked, groups, ...(box && { box }), ...(edge && { edge }) };
    shown.push(placed);
    if (cell.isCollapsed) { for (const each of inner) hidden += countIn(children, each, seen); }
    else if (cell.kind === "edge") enter(inner, { origin, isLocked, groups, edge: placed });
    else enter(inner, { origin: box ?? origin, isLocked, groups, ...(box && { around: box }) });
  }
  const lost = cells.filter(({ id, kind }) => kind !== "layer" && !seen.has(id)).length;
  return { shown, hidden, lost };
}

/** How many of a cell and what it holds are vertices and edges. They count as seen. */
function countIn(children: ReadonlyMap<string | undefined, readonly Cell[]>, first: Cell, seen: Set<string>): number {
  let count = 0;
  const left = [first];
  for (let cell = left.pop(); cell !== undefined; cell = left.pop()) {
    if (seen.has(cell.id) && cell !== first) continue;
    seen.add(cell.id);
    if (cell.kind !== "layer") count++;
    for (const child of children.get(cell.id) ?? []) left.push(child);
  }
  return count;
}

function boxOf({ geometry, style }: Cell, origin: Point, around: TurnedBox | undefined): TurnedBox {
  const { w, h, isRelative, offset = ZERO } = geometry;
  const box = { w, h, ...angleOf(style) };
  if (!isRelative || around === undefined) return { ...box, x: origin.x + geometry.x, y: origin.y + geometry.y };
  const x = origin.x + geometry.x * around.w + offset.x, y = origin.y + geometry.y * around.h + offset.y;
  const middle = turned({ x: x + w / 2, y: y + h / 2 }, middleOf(around), around.angle ?? 0);
  return { ...box, x: middle.x - w / 2, y: middle.y - h / 2 };
}
