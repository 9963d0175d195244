import { isFreehand } from "../../../board/kinds/kinds.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import type { Shape } from "../../../board/shape.ts";
import type { ShapeTable } from "./shape_table.ts";

/**
 * Sorts shapes into lines from the top, each line from the left. A line takes every shape that begins above the middle
 * of its first shape.
 */
export function inReadingOrder(shapes: Iterable<Shape>): Shape[] {
  return rowsOf(shapes).flatMap(({ shapes }) => shapes);
}

/** The shapes of a board in reading order. Sorts again only after changes. */
export class ReadingOrder {
  readonly #shapes: Pick<ShapeTable, "all" | "catchUp">;
  readonly #stop: () => void;
  /** Number of board changes, and its value when the shapes were last sorted. */
  #generation = 0;
  #sortedAt = -1;
  #sorted: readonly Shape[] = [];

  constructor(shapes: Pick<ShapeTable, "all" | "catchUp" | "onChange">) {
    this.#shapes = shapes;
    this.#stop = shapes.onChange(() => this.#generation++);
  }

  get shapes(): readonly Shape[] {
    // Includes changes that the table has not read yet.
    this.#shapes.catchUp();
    if (this.#sortedAt !== this.#generation) {
      this.#sorted = inReadingOrder(this.#shapes.all());
      this.#sortedAt = this.#generation;
    }
    return this.#sorted;
  }

  close(): void {
    this.#stop();
  }
}

/**
 * A line of shapes other than strokes, and the number of strokes that begin between its top and the top of the next
 * line.
 */
export interface Row {
  /** Board units. */
  readonly top: number;
  readonly shapes: readonly Shape[];
  strokes: number;
  /** The first of these strokes. */
  stroke?: Shape;
}

/**
 * Like `inReadingOrder`, but only counts strokes. A large board is nearly all strokes, and sorting a hundred thousand
 * of them after each change would delay drawing. The first row holds strokes above all other shapes.
 */
export function inRows(shapes: Iterable<Shape>): readonly Row[] {
  const strokes: Shape[] = [], others: Shape[] = [];
  for (const shape of shapes) (isFreehand(shape) ? strokes : others).push(shape);
  const rows: Row[] = [{ top: -Infinity, shapes: [], strokes: 0 }, ...rowsOf(others)];
  for (const stroke of strokes) {
    const row = rows[lastAbove(rows, stroke.y)];
    row.strokes++;
    row.stroke ??= stroke;
  }
  return rows;
}

function rowsOf(shapes: Iterable<Shape>): Row[] {
  const placed = [...shapes].map((shape) => ({ shape, ...uprightOf(shape) }));
  placed.sort((a, b) => a.minY - b.minY || a.minX - b.minX);
  const rows: Row[] = [];
  for (let i = 0; i < placed.length;) {
    const top = placed[i].minY, middle = (top + placed[i].maxY) / 2;
    let end = i + 1;
    while (end < placed.length && placed[end].minY < middle) end++;
    const line = placed.slice(i, end).sort((a, b) => a.minX - b.minX);
    rows.push({ top, shapes: line.map(({ shape }) => shape), strokes: 0 });
    i = end;
  }
  return rows;
}

/** Index of the last row that begins at `y` or above. The first row begins at -Infinity. */
function lastAbove(rows: readonly Row[], y: number): number {
  let low = 0, high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].top <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
