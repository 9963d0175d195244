import type { TurnedBox } from "../../../board/figure/point.ts";
import type { Cell } from "./cell.ts";
import type { Page, Placed } from "./page_tree.ts";

/** The lines between rows and columns, which a table draws for its cells. */
export class TableGrid {
  readonly #cells: ReadonlyMap<string, Cell>;
  readonly #inside = new Map<string, { readonly cell: Cell; readonly box: TurnedBox }[]>();

  constructor({ shown }: Page) {
    this.#cells = new Map(shown.map(({ cell }) => [cell.id, cell]));
    for (const { cell, box } of shown) {
      if (box === undefined || cell.parent === undefined) continue;
      const siblings = this.#inside.get(cell.parent);
      if (siblings) siblings.push({ cell, box });
      else this.#inside.set(cell.parent, [{ cell, box }]);
    }
  }

  /** The table whose lines are all around a cell. */
  around({ parent = "" }: Cell): Cell | undefined {
    const row = this.#cells.get(parent);
    const table = row && this.#cells.get(row.parent ?? "");
    return isTable(table) && hasLines(table, "row") && hasLines(table, "column") ? table : undefined;
  }

  /** Lines within a table, relative to its box: those of its rows only, or of its columns only. */
  within({ cell: table, box }: Pick<Placed, "cell" | "box">): readonly (readonly number[])[] {
    const ofRows = hasLines(table, "row"), ofColumns = hasLines(table, "column");
    if (!isTable(table) || box === undefined || ofRows === ofColumns) return [];
    const rows = this.#inside.get(table.id) ?? [];
    if (ofRows) {
      return rows.slice(0, -1).map(({ box: row }) => [0, row.y + row.h - box.y, box.w, row.y + row.h - box.y]);
    }
    /** By their place: a line goes on in the next row. */
    const lines = new Map<number, [number, number, number, number][]>();
    for (const { cell, box: row } of rows) {
      for (const { box: column } of (this.#inside.get(cell.id) ?? []).slice(0, -1)) {
        const x = column.x + column.w - box.x, top = row.y - box.y;
        const same = lines.get(x), last = same?.at(-1);
        if (last && Math.abs(last[3] - top) < 0.5) last[3] = top + row.h;
        else if (same) same.push([x, top, x, top + row.h]);
        else lines.set(x, [[x, top, x, top + row.h]]);
      }
    }
    return [...lines.values()].flat();
  }
}

function hasLines({ style }: Cell, of: "row" | "column"): boolean {
  return style.text(`${of}Lines`) !== "0";
}

function isTable(cell: Cell | undefined): cell is Cell {
  return cell?.style.text("shape") === "table";
}
