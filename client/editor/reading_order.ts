import { uprightOf } from "../../board/figure/place.ts";
import type { Shape } from "../../board/shape.ts";
import type { ShapeTable } from "./shape_table.ts";

/** Shapes line by line from the top, each line from the left: what begins above the middle of a line's first is on it. */
export function inReadingOrder(shapes: Iterable<Shape>): Shape[] {
  return rowsOf(shapes).flatMap(({ shapes }) => shapes);
}

/** The shapes of a board in reading order, sorted again only after they have changed. */
export class ReadingOrder {
  readonly #shapes: Pick<ShapeTable, "all" | "catchUp">;
  readonly #stop: () => void;
  /** Counts changes of the board, and which of them the order was made after. */
  #generation = 0;
  #sortedAt = -1;
  #sorted: readonly Shape[] = [];

  constructor(shapes: Pick<ShapeTable, "all" | "catchUp" | "onChange">) {
    this.#shapes = shapes;
    this.#stop = shapes.onChange(() => this.#generation++);
  }

  get shapes(): readonly Shape[] {
    // What was written but not read yet counts as well.
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

/** A line of shapes that there is something to say of, and how many strokes begin between its top and the next one's. */
export interface Row {
  /** Board units. */
  readonly top: number;
  readonly shapes: readonly Shape[];
  strokes: number;
  /** One of them. */
  stroke?: Shape;
}

/**
 * As `inReadingOrder`, where strokes are but counted: a large board is nearly all strokes, and to sort a hundred thousand
 * of them after each change would be felt by who draws. The first row is what is above all others.
 */
export function inRows(shapes: Iterable<Shape>): readonly Row[] {
  const strokes: Shape[] = [], others: Shape[] = [];
  for (const shape of shapes) (shape.kind === "ink" ? strokes : others).push(shape);
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

/** The last row that begins at `y` or above; the first one begins above everything. */
function lastAbove(rows: readonly Row[], y: number): number {
  let low = 0, high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].top <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
