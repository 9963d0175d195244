import { fitted } from "../../../board/figure/text/shape_text.ts";
import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { GeoShape } from "../../../board/shape.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { shownText } from "../text_fit.ts";

/** A larger table is none that people read on a board. */
const CELLS_MAX = 10_000;

const CELL = { minW: 60, maxW: 320, minH: 40, padding: 16, fontSize: 16 };

/**
 * The cells of comma- or tab-separated values (RFC 4180): quoted ones may hold separators, line breaks and doubled
 * quotes.
 */
export function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], cell = "", isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (letter === '"' && cell === "") isQuoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[i + 1] === "\n") i++;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += letter;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows.filter((cells) => cells.some((each) => each.trim() !== ""));
}

/** The separator that the first line has most of: a comma, a semicolon or a tab. */
export function separatorOf(text: string): string {
  const [line] = text.split(/\r?\n/, 1);
  const count = (separator: string) => line.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => count(each) > count(best) ? each : best);
}

/** A table of rectangles, whose first row is filled, in one group. @throws {DrawingError} */
export function tableOf(text: string): Drawing {
  const rows = cellsOf(text, separatorOf(text));
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns * rows.length > CELLS_MAX) throw new DrawingError("tooMany");
  if (columns === 0) throw new DrawingError("empty");
  const draft = new DrawingDraft();
  const group = draft.group("table");
  const widths = Array.from({ length: columns }, (_, column) => widthOf(rows.map((row) => row[column] ?? "")));
  let y = 0;
  for (const [i, row] of rows.entries()) {
    let x = 0;
    const cells = widths.map((w, column): GeoShape => {
      const cell = cellAt(row[column] ?? "", { id: draft.newId(), x, y, w, group, isHead: i === 0 });
      x += w;
      return cell;
    });
    const h = Math.max(...cells.map((cell) => fitted(cell).h));
    for (const { order: _, ...cell } of cells) draft.add({ ...cell, h });
    y += h;
  }
  return draft.finish();
}

interface CellPlace extends Pick<GeoShape, "id" | "x" | "y" | "w"> {
  readonly group: string;
  readonly isHead: boolean;
}

function cellAt(words: string, { group, isHead, ...place }: CellPlace): GeoShape {
  const text = shownText(words.trim());
  return {
    ...place,
    h: CELL.minH,
    kind: "geo",
    order: "a0",
    form: "rectangle",
    color: "black",
    width: 1,
    ...(isHead && { fill: "semi" as const, fillColor: "blue" as const }),
    groups: [group],
    font: "sans",
    fontSize: CELL.fontSize,
    align: "start",
    ...(text !== "" && { text }),
  };
}

function widthOf(cells: readonly string[]): number {
  const widest = cells.reduce((most, words) => {
    const { w } = layOutText(shownText(words.trim()), { font: "sans", size: CELL.fontSize, align: "start" });
    return Math.max(most, w);
  }, 0);
  return Math.ceil(Math.min(CELL.maxW, Math.max(CELL.minW, widest + 2 * CELL.padding)));
}
